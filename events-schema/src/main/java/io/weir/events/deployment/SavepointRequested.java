package io.weir.events.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Intent: a savepoint is to be taken. Trigger id and directory are fixed here, so that a lost
 * answer can be found again.
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint
 * @param triggerId Flink's trigger id (without dashes)
 * @param jobId the job
 * @param targetDirectory the directory that Flink writes below; used by this savepoint only
 * @param origin who asked
 * @param format what Flink writes
 * @param effect what becomes of the job
 * @param transitionId the transition that needs it
 * @param attempt 1 to maxAttempts
 * @param maxAttempts how many attempts
 * @param notBefore the executor waits until then (back-off)
 * @param scheduledFor the moment of the deployment's schedule that it is taken for; absent: not by
 *     schedule
 * @param deadline the executor reports failure when it is not complete by then
 */
public record SavepointRequested(
    UUID deploymentId,
    UUID savepointId,
    UUID triggerId,
    UUID jobId,
    String targetDirectory,
    SavepointOrigin origin,
    SavepointFormat format,
    SavepointEffect effect,
    Optional<UUID> transitionId,
    int attempt,
    int maxAttempts,
    Instant notBefore,
    Optional<Instant> scheduledFor,
    Instant deadline)
    implements DeploymentEvent {
  public SavepointRequested {
    notBefore = notBefore.truncatedTo(ChronoUnit.MICROS);
    scheduledFor = scheduledFor.map(at -> at.truncatedTo(ChronoUnit.MICROS));
    deadline = deadline.truncatedTo(ChronoUnit.MICROS);
  }
}
