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
 * @param allowedActions what may be asked now, and why the rest may not; absent when that was not
 *     asked for, or nobody could tell
 */
public record DeploymentStatus(
    ActualState state,
    Optional<Running> running,
    Optional<Transition> transition,
    Optional<FailureStatus> failure,
    long observedGeneration,
    Optional<List<AllowedAction>> allowedActions) {
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
   * One observation about a job.
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

  /** The same with what may be asked of the deployment now. */
  public DeploymentStatus with(Optional<List<AllowedAction>> actions) {
    return new DeploymentStatus(state, running, transition, failure, observedGeneration, actions);
  }

  /**
   * Something that a user may or may not ask of the deployment now.
   *
   * @param action what, in capitals: {@code START}, {@code SUSPEND} and so on
   * @param allowed whether the command would be accepted and have an effect
   * @param code why not, for machines
   * @param reason why not, and what to do, for people
   */
  public record AllowedAction(
      String action, boolean allowed, Optional<String> code, Optional<String> reason) {}

  /**
   * The transition under way.
   *
   * @param id the transition
   * @param target the state it is going to
   * @param pendingTarget the newer wish that follows, when it is another one
   * @param cause why it began
   * @param startedAt when it began
   * @param conditions what holds of the job that is being started, such as {@code
   *     SessionClusterAwaited}; never absent, may be empty
   */
  public record Transition(
      UUID id,
      DesiredState target,
      Optional<DesiredState> pendingTarget,
      TransitionCause cause,
      Instant startedAt,
      List<Condition> conditions) {
    public Transition {
      conditions = List.copyOf(conditions);
    }
  }
}
