package io.weir.events.report;

import java.util.Optional;
import java.util.UUID;

/**
 * Flink reports RUNNING.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param restoredFrom the location that Flink says it restored from
 */
public record JobRunning(UUID deploymentId, UUID jobId, Optional<String> restoredFrom)
    implements JobReport {}
