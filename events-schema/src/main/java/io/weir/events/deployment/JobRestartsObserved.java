package io.weir.events.deployment;

import java.util.UUID;

/**
 * Flink restarted the job by itself, and the count crossed a threshold (1, 3, 10, 30, 100 and so
 * on).
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param restarts Flink's count
 */
public record JobRestartsObserved(UUID deploymentId, UUID jobId, long restarts)
    implements DeploymentEvent {}
