package io.weir.projection.model;

import io.weir.projection.deployments.DeploymentView;
import io.weir.projection.deployments.StatusChange;
import io.weir.projection.jobs.JobView;
import io.weir.projection.savepoints.SavepointState;
import io.weir.projection.savepoints.SavepointView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a fold knows of one deployment: its view, and the jobs and savepoints that it has met.
 * Mutable, of one thread.
 */
final class Views {
  private Optional<DeploymentView> deployment;
  private final Map<UUID, JobView> jobs;
  private final Map<UUID, SavepointView> savepoints;
  private StatusChange statuses = new StatusChange();

  private Views(
      Optional<DeploymentView> deployment,
      Map<UUID, JobView> jobs,
      Map<UUID, SavepointView> savepoints) {
    this.deployment = deployment;
    this.jobs = jobs;
    this.savepoints = savepoints;
  }

  static Views of(Optional<DeploymentView> deployment) {
    return new Views(deployment, new HashMap<>(), new HashMap<>());
  }

  /** A copy that may be changed without changing this. */
  Views copy() {
    return new Views(deployment, new HashMap<>(jobs), new HashMap<>(savepoints));
  }

  Optional<DeploymentView> deployment() {
    return deployment;
  }

  /** The sequence of the last event that was folded; -1 before the first. */
  long sequence() {
    return deployment.map(DeploymentView::sequence).orElse(-1L);
  }

  /** What was written of its status; of one batch. */
  StatusChange statuses() {
    return statuses;
  }

  Map<UUID, JobView> jobs() {
    return jobs;
  }

  Map<UUID, SavepointView> savepoints() {
    return savepoints;
  }

  void put(DeploymentView view) {
    deployment = Optional.of(view);
  }

  void put(JobView view) {
    jobs.put(view.id(), view);
  }

  void put(SavepointView view) {
    savepoints.put(view.id(), view);
  }

  /** Forgets what further events hardly ever change, so that a kept deployment stays small. */
  void forgetEnded() {
    Optional<UUID> current = deployment.flatMap(view -> view.status().job()).map(job -> job.id());
    jobs.keySet().removeIf(id -> !current.equals(Optional.of(id)));
    statuses = new StatusChange();
    savepoints.values().removeIf(savepoint -> savepoint.state() != SavepointState.STARTED);
  }
}
