package io.weir.events.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Intent: the running job is to go on with another parallelism, without being replaced.
 *
 * @param deploymentId the deployment
 * @param transitionId the transition
 * @param jobId the job
 * @param generation the generation of the spec that asks for it
 * @param parallelism of every vertex, as far as its maximum allows
 * @param numberOfTaskManagers how many TaskManagers the job is to have
 * @param deadline the executor reports failure when the job has not that parallelism by then
 */
public record RescaleRequested(
    UUID deploymentId,
    UUID transitionId,
    UUID jobId,
    long generation,
    int parallelism,
    int numberOfTaskManagers,
    Instant deadline)
    implements DeploymentEvent {
  public RescaleRequested {
    deadline = deadline.truncatedTo(ChronoUnit.MICROS);
  }
}
