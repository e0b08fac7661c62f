package io.weir.events.report;

import java.util.Optional;
import java.util.UUID;

/**
 * Nothing of the job's cluster is left.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param retainedCheckpoint the newest checkpoint in the job's storage, where nobody saw how the
 *     job ended
 */
public record ClusterGone(
    UUID deploymentId, UUID jobId, Optional<RetainedCheckpoint> retainedCheckpoint)
    implements JobReport {}
