package io.weir.events.report;

import io.weir.events.deployment.Failure;
import java.util.UUID;

/**
 * Flink refused another parallelism, or the job had not taken it by the deadline.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param generation the generation that asked for it
 * @param failure why
 */
public record RescaleUnsuccessful(UUID deploymentId, UUID jobId, long generation, Failure failure)
    implements JobReport {}
