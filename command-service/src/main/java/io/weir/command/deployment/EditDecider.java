package io.weir.command.deployment;

import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.SpecFault;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.DeploymentDeleted;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.DeploymentRegistered;
import io.weir.events.deployment.DeploymentSpecRevised;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.Rollback;
import io.weir.events.deployment.SpecChange;
import io.weir.events.deployment.TransitionFailed;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.UpgradeStrategy;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What follows from a user's create, edit or delete? */
final class EditDecider {
  private EditDecider() {}

  static Outcome decide(RegisterDeployment command, Moment moment) {
    Optional<Outcome> refused =
        SpecRules.check(
            command.spec(),
            moment.settings(),
            () -> session(command.spec(), command.namespace(), moment));
    if (refused.isPresent()) return refused.get();
    Plan plan =
        new Plan(null, moment)
            .add(
                new DeploymentRegistered(
                    command.deploymentId(),
                    command.namespace(),
                    command.name(),
                    command.displayName(),
                    command.labels(),
                    command.annotations(),
                    command.spec(),
                    command.target(),
                    Optional.empty()));
    TransitionDecider.pursue(plan, 0, false);
    return unlessHopeless(plan);
  }

  static Outcome decide(DeploymentState state, ReviseDeployment command, Moment moment) {
    return decide(state, command, Optional.empty(), moment);
  }

  /**
   * Decides an edit.
   *
   * @param rollback to which job it goes back: then the running job is replaced even when the
   *     template is the same
   */
  static Outcome decide(
      DeploymentState state, ReviseDeployment command, Optional<Rollback> rollback, Moment moment) {
    if (state.deleted()) return notFound(state);
    Optional<Outcome> refused =
        SpecRules.check(
            state.wish().spec(),
            command.spec(),
            moment.settings(),
            () -> session(command.spec(), state.identity().namespace(), moment));
    if (refused.isPresent()) return refused.get();
    Set<SpecChange> changes = changes(state, command);
    if (rollback.isPresent()) changes.add(SpecChange.TEMPLATE);
    long before = state.wish().generation();
    boolean specChanged = !changes.isEmpty() && !changes.equals(Set.of(SpecChange.METADATA));
    Plan plan =
        new Plan(state, moment)
            .add(
                new DeploymentSpecRevised(
                    command.deploymentId(),
                    command.displayName(),
                    command.labels(),
                    command.annotations(),
                    command.spec(),
                    command.target(),
                    specChanged ? before + 1 : before,
                    changes,
                    rollback));
    if (state.transition().isPresent()) {
      if (needsDirectory(plan.state(), changes, moment.settings()))
        return SavepointDecider.directoryMissing();
      if (changes.contains(SpecChange.WISH)) TransitionDecider.redirectIfAbandoned(plan);
      return plan.accepted();
    }
    TransitionDecider.pursue(plan, before, command.emptyStartConfirmed());
    boolean mayRetry =
        command.retry()
            && plan.state().transition().isEmpty()
            && (state.settled() == ActualState.FAILED || state.settled() == ActualState.FINISHED);
    if (mayRetry) TransitionDecider.retry(plan, command.emptyStartConfirmed());
    Outcome outcome = unlessHopeless(plan);
    boolean moves = !(outcome instanceof Outcome.Accepted accepted) || accepted.events().size() > 1;
    boolean nothingToSuspend =
        !moves
            && changes.contains(SpecChange.WISH)
            && command.spec().state() == DesiredState.SUSPENDED
            && state.settled() == ActualState.FAILED;
    return nothingToSuspend ? nothingToSuspend(state) : outcome;
  }

  static Outcome decide(DeploymentState state, DeleteDeployment command, Moment moment) {
    if (state.deleted()) return notFound(state);
    if (state.wish().state() == DesiredState.RUNNING)
      return Outcome.refused(
          RefusalCode.STILL_WANTED,
          "The deployment %s is to be RUNNING. Set spec.state to CANCELLED or SUSPENDED first",
          state.identity().name());
    if (state.transition().isEmpty()
        && state.job().filter(j -> j.phase() == CurrentJob.Phase.STARTED).isPresent())
      return Outcome.refused(
          RefusalCode.JOB_STILL_RUNS,
          "The suspension of %s failed and its job still runs. Set spec.state to CANCELLED first, which gives up its state",
          state.identity().name());
    return new Plan(state, moment).add(new DeploymentDeleted(command.deploymentId())).accepted();
  }

  private static Optional<SessionClusters.Offer> session(
      DeploymentSpec spec, String namespace, Moment moment) {
    return spec.sessionClusterName()
        .flatMap(name -> moment.sessionClusters().named(namespace, name));
  }

  /** It failed before, and a suspension would fail in the same breath. */
  private static Outcome nothingToSuspend(DeploymentState state) {
    return Outcome.refused(
        RefusalCode.NOTHING_TO_SUSPEND,
        "The deployment %s is FAILED, and there is neither a running job to suspend nor a completed savepoint. Set spec.state to RUNNING or CANCELLED",
        state.identity().name());
  }

  static Outcome notFound(DeploymentState state) {
    return Outcome.refused(
        RefusalCode.NOT_FOUND, "The deployment %s was deleted", state.identity().name());
  }

  /** What is different; the closed list of what counts as what (app-manager-api.md U20). */
  private static Set<SpecChange> changes(DeploymentState state, ReviseDeployment command) {
    Set<SpecChange> changes = EnumSet.noneOf(SpecChange.class);
    DeploymentSpec was = state.wish().spec();
    DeploymentSpec is = command.spec();
    Identity identity = state.identity();
    if (!identity.displayName().equals(command.displayName())
        || !identity.labels().equals(command.labels())
        || !identity.annotations().equals(command.annotations())) changes.add(SpecChange.METADATA);
    if (was.state() != is.state()) changes.add(SpecChange.WISH);
    if (!was.template().equals(is.template())
        || !was.deploymentTargetId().equals(is.deploymentTargetId())
        || !was.deploymentTargetName().equals(is.deploymentTargetName())
        || !was.sessionClusterName().equals(is.sessionClusterName()))
      changes.add(SpecChange.TEMPLATE);
    if (!was.upgradeStrategy().equals(is.upgradeStrategy())
        || !was.restoreStrategy().equals(is.restoreStrategy())
        || was.maxJobCreationAttempts() != is.maxJobCreationAttempts()
        || was.maxSavepointCreationAttempts() != is.maxSavepointCreationAttempts()
        || !was.savepointPolicy().equals(is.savepointPolicy())
        || !Objects.equals(was.jobFailureExpirationTime(), is.jobFailureExpirationTime()))
      changes.add(SpecChange.STRATEGY);
    return changes;
  }

  /**
   * A wish that is served later is refused now when it cannot be served for lack of a directory.
   */
  private static boolean needsDirectory(
      DeploymentState state, Set<SpecChange> changes, PlatformSettings settings) {
    boolean suspends =
        changes.contains(SpecChange.WISH) && state.wish().state() == DesiredState.SUSPENDED;
    boolean upgrades =
        changes.contains(SpecChange.TEMPLATE)
            && state.wish().state() == DesiredState.RUNNING
            && state.wish().replacement() == UpgradeStrategy.Kind.STATEFUL;
    UUID any = state.identity().id();
    return (suspends || upgrades)
        && JobSpecs.savepointDirectory(state, any, any, settings).isEmpty();
  }

  /** A command whose transition fails in the same breath is refused instead. */
  static Outcome unlessHopeless(Plan plan) {
    Outcome outcome = plan.accepted();
    DeploymentEvent last = ((Outcome.Accepted) outcome).events().getLast();
    if (!(last instanceof TransitionFailed failed)) return outcome;
    if (failed.failure().reason() == FailureReason.SAVEPOINT_NOT_TRIGGERED)
      return SavepointDecider.directoryMissing();
    if (failed.failure().reason() == FailureReason.SESSION_CLUSTER_UNFIT)
      return new Outcome.Refused(
          RefusalCode.INVALID_SPEC,
          "/spec/sessionClusterName: " + failed.failure().message(),
          List.of(new SpecFault("/spec/sessionClusterName", failed.failure().message())));
    if (plan.state().wish().state() == DesiredState.SUSPENDED)
      return Outcome.refused(
          RefusalCode.NOTHING_TO_SUSPEND,
          "%s Set spec.state to RUNNING or CANCELLED",
          failed.failure().message());
    return Outcome.refused(
        RefusalCode.NO_RESTORE_POINT,
        "%s Register one of them or another savepoint (POST savepoints with its location), or accept the loss: %s",
        failed.failure().message(),
        plan.state().wish().rollback().isPresent()
            ? "go back with restore NONE"
            : "send the request with ?confirmEmptyStart=true, or set spec.restoreStrategy.kind to NONE");
  }
}
