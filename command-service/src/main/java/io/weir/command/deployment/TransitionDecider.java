package io.weir.command.deployment;

import io.weir.command.deployment.CurrentJob.Phase;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.JobSpec;
import io.weir.events.deployment.SavepointOrigin;
import io.weir.events.deployment.TransitionCause;
import io.weir.events.deployment.TransitionCompleted;
import io.weir.events.deployment.TransitionFailed;
import io.weir.events.deployment.TransitionRedirected;
import io.weir.events.deployment.TransitionStarted;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.UpgradeStrategy;
import java.util.Optional;

/** Does a transition begin, turn or end, and what is its first step? */
final class TransitionDecider {
  private TransitionDecider() {}

  /**
   * Begins what the wish needs, if it or the template changed after this generation.
   *
   * @param emptyStartConfirmed whether the user accepts an empty start
   */
  static void pursue(Plan plan, long since, boolean emptyStartConfirmed) {
    DeploymentState state = plan.state();
    if (state.deleted()) {
      // What is deleted must end, even where its suspension failed.
      if (runs(state)) begin(plan, DesiredState.CANCELLED, TransitionCause.WISH_CHANGED, false);
      return;
    }
    boolean wishChanged = state.wish().stateChangedSince(since);
    if (!wishChanged && !state.wish().templateChangedSince(since)) return;
    DesiredState target = state.wish().state();
    if (isReached(state, target)) return;
    if (!wishChanged && target != DesiredState.RUNNING) return;
    boolean hopeless =
        target == DesiredState.SUSPENDED
            && state.settled() == ActualState.FAILED
            && !runs(state)
            && !hasSavepoint(state);
    if (hopeless) return;
    begin(
        plan,
        target,
        wishChanged ? TransitionCause.WISH_CHANGED : TransitionCause.TEMPLATE_CHANGED,
        emptyStartConfirmed);
  }

  /** Begins another try of what failed or finished. */
  static void retry(Plan plan, boolean emptyStartConfirmed) {
    begin(plan, plan.state().wish().state(), TransitionCause.RETRY_REQUESTED, emptyStartConfirmed);
  }

  /** Begins the job anew by the user's explicit word. */
  static void restart(Plan plan, boolean emptyStartConfirmed) {
    UpgradeStrategy.Kind strategy = plan.state().wish().spec().upgradeStrategy().kind();
    // NONE is about changes of the template. Asked outright, the job is replaced without loss.
    Optional<UpgradeStrategy.Kind> upgrade =
        !runs(plan.state())
            ? Optional.empty()
            : strategy == UpgradeStrategy.Kind.STATELESS
                ? Optional.of(strategy)
                : Optional.of(UpgradeStrategy.Kind.STATEFUL);
    begin(
        plan,
        DesiredState.RUNNING,
        TransitionCause.RESTART_REQUESTED,
        upgrade,
        emptyStartConfirmed);
  }

  /** The user gave up a start or a suspension: turn to CANCELLED where that loses nothing. */
  static void redirectIfAbandoned(Plan plan) {
    DeploymentState state = plan.state();
    Transition transition = state.transition().orElseThrow();
    CurrentJob job = state.job().orElseThrow();
    if (state.wish().state() != DesiredState.CANCELLED) return;
    boolean ending = StopDecider.isEnding(job);
    boolean turns =
        switch (transition.target()) {
          case RUNNING -> true;
          case SUSPENDED -> !ending;
          case CANCELLED -> false;
        };
    if (!turns) return;
    plan.add(
        new TransitionRedirected(
            state.identity().id(),
            transition.id(),
            transition.target(),
            DesiredState.CANCELLED,
            state.wish().generation()));
    if (!ending) StopDecider.cancel(plan);
  }

  /** The transition reached its end; a newer wish is served next. */
  static void complete(Plan plan, ActualState reached) {
    Transition transition = plan.state().transition().orElseThrow();
    plan.add(new TransitionCompleted(plan.state().identity().id(), transition.id(), reached));
    // What was deleted, and is not any more, went elsewhere than its wish said.
    boolean turned = transition.target() != plan.state().wish().state();
    pursue(plan, turned ? 0 : transition.generation(), false);
  }

  /** The transition gives up; a newer wish is served next. */
  static void fail(Plan plan, Failure last) {
    Transition transition = plan.state().transition().orElseThrow();
    plan.add(
        new TransitionFailed(
            plan.state().identity().id(),
            transition.id(),
            summary(transition, last, plan.moment()),
            transition.failures()));
    pursue(plan, transition.generation(), false);
  }

  /** Whether the user changed the wish or the template after the transition began. */
  static boolean isSuperseded(DeploymentState state) {
    long served = state.transition().orElseThrow().generation();
    return state.deleted()
        || state.wish().stateChangedSince(served)
        || state.wish().templateChangedSince(served);
  }

  static void started(
      Plan plan,
      DesiredState target,
      TransitionCause cause,
      Optional<UpgradeStrategy.Kind> upgrade) {
    DeploymentState state = plan.state();
    plan.add(
        new TransitionStarted(
            state.identity().id(),
            plan.mint(),
            state.settled(),
            target,
            cause,
            state.wish().generation(),
            upgrade,
            upgrade.flatMap(kind -> state.wish().rollback())));
  }

  private static void begin(
      Plan plan, DesiredState target, TransitionCause cause, boolean emptyStartConfirmed) {
    DeploymentState state = plan.state();
    Optional<UpgradeStrategy.Kind> upgrade = upgrade(state, target);
    Optional<JobSpec> scale =
        upgrade.isPresent()
            ? RescaleDecider.inPlace(state, plan.moment().settings())
            : Optional.empty();
    if (scale.isEmpty()) {
      begin(plan, target, cause, upgrade, emptyStartConfirmed);
      return;
    }
    started(plan, target, cause, Optional.empty());
    RescaleDecider.request(plan, scale.get());
  }

  private static void begin(
      Plan plan,
      DesiredState target,
      TransitionCause cause,
      Optional<UpgradeStrategy.Kind> upgrade,
      boolean emptyStartConfirmed) {
    started(plan, target, cause, upgrade);
    DeploymentState state = plan.state();
    // A cluster that is being torn down is waited for, whatever the target.
    if (state.job().filter(j -> j.phase() == Phase.TEARING_DOWN).isPresent()) {
      if (target == DesiredState.SUSPENDED && !hasSavepoint(state)) failNothingToSuspend(plan);
      return;
    }
    switch (target) {
      case CANCELLED -> {
        if (runs(state)) StopDecider.cancel(plan);
        else complete(plan, ActualState.CANCELLED);
      }
      case SUSPENDED -> {
        if (runs(state)) SavepointDecider.requestForStop(plan, 1, plan.moment().now());
        else if (hasSavepoint(state)) complete(plan, ActualState.SUSPENDED);
        else failNothingToSuspend(plan);
      }
      case RUNNING -> {
        if (!runs(state)) StartDecider.request(plan, 1, plan.moment().now(), emptyStartConfirmed);
        else if (upgrade.isEmpty()) complete(plan, ActualState.RUNNING);
        else if (upgrade.get() == UpgradeStrategy.Kind.STATEFUL)
          SavepointDecider.requestForStop(plan, 1, plan.moment().now());
        else StopDecider.cancel(plan);
      }
    }
  }

  private static boolean isReached(DeploymentState state, DesiredState target) {
    return switch (target) {
      case CANCELLED -> state.settled() == ActualState.CANCELLED;
      case SUSPENDED -> state.settled() == ActualState.SUSPENDED;
      case RUNNING ->
          state.settled() == ActualState.RUNNING
              && runs(state)
              && upgrade(state, DesiredState.RUNNING).isEmpty();
    };
  }

  private static Optional<UpgradeStrategy.Kind> upgrade(
      DeploymentState state, DesiredState target) {
    UpgradeStrategy.Kind kind = state.wish().replacement();
    boolean behind =
        runs(state) && state.wish().templateChangedSince(state.job().orElseThrow().generation());
    return target == DesiredState.RUNNING && behind && kind != UpgradeStrategy.Kind.NONE
        ? Optional.of(kind)
        : Optional.empty();
  }

  private static boolean runs(DeploymentState state) {
    return state.job().filter(j -> j.phase() == Phase.STARTED).isPresent();
  }

  private static boolean hasSavepoint(DeploymentState state) {
    return state.catalogue().completedNewestFirst().stream()
        .filter(s -> !state.catalogue().isLeftBehind(s.id()))
        .anyMatch(s -> s.origin() != SavepointOrigin.RETAINED_CHECKPOINT);
  }

  private static void failNothingToSuspend(Plan plan) {
    DeploymentState state = plan.state();
    plan.add(
        new TransitionFailed(
            state.identity().id(),
            state.transition().orElseThrow().id(),
            new Failure(
                FailureReason.NO_RESTORE_POINT,
                "There is neither a running job to suspend nor a completed savepoint.",
                Optional.empty(),
                plan.moment().now()),
            state.transition().orElseThrow().failures()));
  }

  private static Failure summary(Transition transition, Failure last, Moment moment) {
    long attempts = transition.failures().size();
    return last.reason().retryable() && attempts > 0
        ? new Failure(
            FailureReason.ATTEMPTS_EXHAUSTED,
            (attempts == 1
                    ? "The attempt failed: "
                    : "All " + attempts + " attempts failed, the last: ")
                + last.message(),
            last.rootCause(),
            moment.now())
        : last;
  }
}
