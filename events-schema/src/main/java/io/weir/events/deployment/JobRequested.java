package io.weir.events.deployment;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Intent: a Flink job with this id is to run. Written before anything outside is touched.
 *
 * @param deploymentId the deployment
 * @param transitionId the transition
 * @param jobId the job; without dashes it is the Flink job id
 * @param clusterName the name of every object of its own cluster; on a session cluster there is
 *     none of that name
 * @param generation the generation of the spec
 * @param target where; on a session cluster where that is
 * @param session the session cluster that runs it; absent: a cluster of its own
 * @param spec what
 * @param restore from which state and why
 * @param attempt 1 to maxAttempts
 * @param maxAttempts how many attempts this transition has
 * @param notBefore the executor waits until then (back-off)
 * @param deadline the executor reports failure when the job does not run by then
 */
public record JobRequested(
    UUID deploymentId,
    UUID transitionId,
    UUID jobId,
    String clusterName,
    long generation,
    JobTarget target,
    Optional<JobSession> session,
    JobSpec spec,
    RestoreDecision restore,
    int attempt,
    int maxAttempts,
    Instant notBefore,
    Instant deadline)
    implements DeploymentEvent {
  public JobRequested {
    notBefore = notBefore.truncatedTo(ChronoUnit.MICROS);
    deadline = deadline.truncatedTo(ChronoUnit.MICROS);
  }

  /** What runs after the job was rescaled in place: the same with another scale. */
  public JobRequested rescaled(long newGeneration, int parallelism, int numberOfTaskManagers) {
    return new JobRequested(
        deploymentId,
        transitionId,
        jobId,
        clusterName,
        newGeneration,
        target,
        session,
        spec.scaled(parallelism, numberOfTaskManagers),
        restore,
        attempt,
        maxAttempts,
        notBefore,
        deadline);
  }
}
