package io.weir.command.view;

import io.weir.appmanager.DeploymentMetadata;
import io.weir.appmanager.DeploymentResource;
import io.weir.appmanager.DeploymentStatus;
import io.weir.appmanager.FailureStatus;
import io.weir.command.deployment.CurrentJob;
import io.weir.command.deployment.DeploymentState;
import io.weir.command.deployment.Identity;
import io.weir.command.deployment.Recorded;
import io.weir.command.deployment.Transition;
import io.weir.events.deployment.ActualState;
import java.util.List;
import java.util.Optional;

/** A deployment as a resource. */
public final class DeploymentView {
  private DeploymentView() {}

  public static DeploymentResource of(Recorded recorded) {
    DeploymentState state = recorded.state();
    Identity identity = state.identity();
    return DeploymentResource.of(
        new DeploymentMetadata(
            identity.id(),
            identity.name(),
            identity.displayName(),
            identity.namespace(),
            identity.createdAt(),
            recorded.modifiedAt(),
            identity.labels(),
            identity.annotations(),
            recorded.version(),
            state.wish().generation(),
            state.deleted() ? Optional.of(true) : Optional.empty()),
        state.wish().spec(),
        new DeploymentStatus(
            state.actual(),
            state.actual() == ActualState.RUNNING
                ? state.job().map(DeploymentView::running)
                : Optional.empty(),
            state.transition().map(t -> transition(t, state)),
            state.actual() == ActualState.FAILED
                ? state.failure().map(FailureStatus::of)
                : Optional.empty(),
            state.wish().generation(),
            Optional.empty()));
  }

  private static DeploymentStatus.Running running(CurrentJob job) {
    return new DeploymentStatus.Running(
        job.id(),
        job.startedAt().orElseThrow(),
        job.unreachable().map(DeploymentView::unreachable).map(List::of).orElse(List.of()));
  }

  private static DeploymentStatus.Condition unreachable(CurrentJob.Unreachable unreachable) {
    return new DeploymentStatus.Condition(
        "ClusterUnreachable",
        "True",
        "NoAnswer",
        unreachable.detail(),
        unreachable.since(),
        unreachable.recordedAt());
  }

  private static DeploymentStatus.Transition transition(
      Transition transition, DeploymentState state) {
    return new DeploymentStatus.Transition(
        transition.id(),
        transition.target(),
        state.wish().state() == transition.target()
            ? Optional.empty()
            : Optional.of(state.wish().state()),
        transition.cause(),
        transition.startedAt(),
        state.job().flatMap(DeploymentView::awaited).map(List::of).orElse(List.of()));
  }

  /** Only while it is so: until when it was is for the read models to tell. */
  private static Optional<DeploymentStatus.Condition> awaited(CurrentJob job) {
    return job.placed()
        .filter(placed -> job.phase() == CurrentJob.Phase.REQUESTED)
        .map(
            placed ->
                new DeploymentStatus.Condition(
                    "SessionClusterAwaited",
                    "True",
                    "NotUpYet",
                    placed.session().awaited(),
                    placed.at(),
                    placed.at()));
  }
}
