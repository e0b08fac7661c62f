package io.weir.appmanager;

import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.TransitionCause;
import io.weir.events.spec.DesiredState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a deployment is (app-manager-api.md 2.2 "status"). Beyond {@code state} and {@code running},
 * which existing clients read, the fields are Weir's additions.
 *
 * @param state always present
 * @param running only while RUNNING
 * @param transition only while TRANSITIONING
 * @param failure why the last transition failed; only while FAILED
 * @param observedGeneration the newest generation that Weir has decided on
 */
public record DeploymentStatus(
    ActualState state,
    Optional<Running> running,
    Optional<Transition> transition,
    Optional<FailureStatus> failure,
    long observedGeneration) {
  /**
   * The running job.
   *
   * @param jobId the job
   * @param transitionTime when RUNNING was reached
   * @param conditions never absent, may be empty
   */
  public record Running(UUID jobId, Instant transitionTime, List<Condition> conditions) {
    public Running {
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * One observation about a running job.
   *
   * @param type for example {@code ClusterUnreachable}
   * @param status {@code True}, {@code False} or {@code Unknown}
   * @param reason one word for machines
   * @param message one sentence for people
   * @param lastTransitionTime when the status changed last
   * @param lastUpdateTime when it was observed last
   */
  public record Condition(
      String type,
      String status,
      String reason,
      String message,
      Instant lastTransitionTime,
      Instant lastUpdateTime) {}

  /**
   * The transition under way.
   *
   * @param id the transition
   * @param target the state it is going to
   * @param pendingTarget the newer wish that follows, when it is another one
   * @param cause why it began
   * @param startedAt when it began
   */
  public record Transition(
      UUID id,
      DesiredState target,
      Optional<DesiredState> pendingTarget,
      TransitionCause cause,
      Instant startedAt) {}
}
