package io.weir.events.report;

import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FinalStatus;
import java.util.Optional;
import java.util.UUID;

/**
 * Flink reports a terminal status, or the job is proven gone.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param finalStatus what Flink says
 * @param failure why, when FAILED or UNKNOWN
 * @param retainedCheckpoint the checkpoint that Flink kept
 */
public record JobEnded(
    UUID deploymentId,
    UUID jobId,
    FinalStatus finalStatus,
    Optional<Failure> failure,
    Optional<RetainedCheckpoint> retainedCheckpoint)
    implements JobReport {}
