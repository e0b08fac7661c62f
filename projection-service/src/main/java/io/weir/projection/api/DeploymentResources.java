package io.weir.projection.api;

import io.weir.appmanager.DeploymentMetadata;
import io.weir.appmanager.DeploymentResource;
import io.weir.appmanager.DeploymentStatus;
import io.weir.appmanager.FailureStatus;
import io.weir.events.deployment.ActualState;
import io.weir.projection.deployments.Condition;
import io.weir.projection.deployments.DeploymentView;
import io.weir.projection.deployments.Status;
import io.weir.projection.deployments.Transition;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A deployment as clients see it (app-manager-api.md 2.2). Pure. */
final class DeploymentResources {
  /** The prefix of the annotations that the App Manager itself writes. */
  private static final String SYSTEM = "com.dataartisans.appmanager.controller.deployment.";

  private DeploymentResources() {}

  static DeploymentResource of(DeploymentView view) {
    return of(view, Optional.empty());
  }

  static DeploymentResource of(
      DeploymentView view, Optional<List<DeploymentStatus.AllowedAction>> actions) {
    return DeploymentResource.of(metadata(view), view.spec(), status(view).with(actions));
  }

  private static DeploymentMetadata metadata(DeploymentView view) {
    return new DeploymentMetadata(
        view.id(),
        view.name(),
        view.description().displayName(),
        view.namespace(),
        view.createdAt(),
        view.modifiedAt(),
        view.description().labels(),
        annotations(view),
        view.resourceVersion(),
        view.generation(),
        view.deleted() ? Optional.of(true) : Optional.empty());
  }

  /** Exactly these three: clients compare every other annotation with their own files. */
  private static Map<String, String> annotations(DeploymentView view) {
    Map<String, String> all = new HashMap<>(view.description().annotations());
    Optional<Transition> transition = view.status().transition();
    all.put(SYSTEM + "spec.version", Long.toString(view.generation()));
    all.put(SYSTEM + "transitioning", Boolean.toString(transition.isPresent()));
    transition.ifPresent(
        t -> all.put(SYSTEM + "transitioning.since", Long.toString(t.startedAt().toEpochMilli())));
    return all;
  }

  private static DeploymentStatus status(DeploymentView view) {
    Status status = view.status();
    return new DeploymentStatus(
        status.state(),
        running(status),
        status.transition().map(t -> transition(t, view)),
        status.failure().map(FailureStatus::of),
        view.generation(),
        Optional.empty());
  }

  private static Optional<DeploymentStatus.Running> running(Status status) {
    if (status.state() != ActualState.RUNNING) return Optional.empty();
    return status
        .job()
        .map(
            job ->
                new DeploymentStatus.Running(
                    job.id(),
                    job.runningSince().orElse(Instant.EPOCH),
                    job.conditions().stream()
                        .filter(c -> c.type() != Condition.Type.SESSION_CLUSTER_AWAITED)
                        .map(DeploymentResources::condition)
                        .toList()));
  }

  private static DeploymentStatus.Condition condition(Condition condition) {
    return new DeploymentStatus.Condition(
        condition.type().wireName(),
        condition.holds() ? "True" : "False",
        condition.reason(),
        condition.message(),
        condition.lastTransitionTime(),
        condition.lastUpdateTime());
  }

  private static DeploymentStatus.Transition transition(Transition t, DeploymentView view) {
    return new DeploymentStatus.Transition(
        t.id(),
        t.target(),
        view.pendingWish().filter(wish -> wish != t.target()),
        t.cause(),
        t.startedAt(),
        view.status().job().stream()
            .flatMap(job -> job.conditions().stream())
            .filter(c -> c.type() == Condition.Type.SESSION_CLUSTER_AWAITED)
            .map(DeploymentResources::condition)
            .toList());
  }
}
