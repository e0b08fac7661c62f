package io.weir.events.report;

import java.util.UUID;

/**
 * Flink's restart count crossed a threshold.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param restarts the count
 */
public record RestartsCounted(UUID deploymentId, UUID jobId, long restarts) implements JobReport {}
