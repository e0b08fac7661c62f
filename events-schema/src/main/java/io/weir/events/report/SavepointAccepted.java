package io.weir.events.report;

import java.util.UUID;

/**
 * Flink accepted the trigger.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param savepointId the savepoint
 */
public record SavepointAccepted(UUID deploymentId, UUID jobId, UUID savepointId)
    implements JobReport {}
