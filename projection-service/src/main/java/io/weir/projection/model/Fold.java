package io.weir.projection.model;

import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.sessions.SessionClusterEvent;
import io.weir.events.wire.EventMetadata;
import io.weir.events.wire.RecordedEvent;
import io.weir.projection.audit.AuditEntry;
import io.weir.projection.audit.AuditProjector;
import io.weir.projection.deployments.DeploymentChange;
import io.weir.projection.deployments.DeploymentProjector;
import io.weir.projection.deployments.DeploymentView;
import io.weir.projection.deployments.Replaced;
import io.weir.projection.deployments.Status;
import io.weir.projection.deployments.Transition;
import io.weir.projection.jobs.JobProjector;
import io.weir.projection.jobs.JobState;
import io.weir.projection.jobs.JobView;
import io.weir.projection.savepoints.SavepointProjector;
import io.weir.projection.savepoints.SavepointView;
import io.weir.projection.timeline.Scene;
import io.weir.projection.timeline.SessionLines;
import io.weir.projection.timeline.TimelineEntry;
import io.weir.projection.timeline.TimelineProjector;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Folds events of deployments into all their views at once, collects the views that are to be
 * written and gives away the rows that are to be added. Of one thread and one batch.
 */
final class Fold {
  private final ChangedViews<DeploymentView> deployments = new ChangedViews<>();
  private final ChangedViews<JobView> jobs = new ChangedViews<>();
  private final ChangedViews<SavepointView> savepoints = new ChangedViews<>();
  private final Consumer<TimelineEntry> timeline;
  private final Consumer<AuditEntry> audit;

  /**
   * @param timeline takes the new timeline rows, in the order of their events
   * @param audit takes the new audit rows, in the order of their events
   */
  Fold(Consumer<TimelineEntry> timeline, Consumer<AuditEntry> audit) {
    this.timeline = timeline;
    this.audit = audit;
  }

  /**
   * Folds the next event of a deployment. Nothing has changed when it throws.
   *
   * @param views what is known of the deployment; changed to what is known after the event
   * @throws IllegalStateException when the event does not follow from what is known
   */
  void add(Views views, EventMetadata metadata, DeploymentEvent event) {
    Optional<DeploymentView> before = views.deployment();
    DeploymentView after = DeploymentProjector.fold(before, metadata, event);
    Instant clock = after.modifiedAt();
    Optional<JobView> jobBefore = jobOf(event, views);
    Optional<JobView> job =
        JobProjector.jobOf(event)
            .map(
                id ->
                    JobProjector.fold(
                        jobBefore,
                        metadata,
                        event,
                        clock,
                        replaced(after).map(r -> new JobView.Replaced(r.jobId(), r.downSince()))));
    Optional<SavepointView> savepointBefore = savepointOf(event, views);
    Optional<SavepointView> savepoint =
        SavepointProjector.savepointOf(event)
            .map(id -> SavepointProjector.fold(savepointBefore, metadata, event, clock));
    List<TimelineEntry> rows =
        TimelineProjector.rows(scene(metadata, event, after, jobBefore, savepoint));
    DeploymentChange change = DeploymentChange.between(before, after, views.statuses());
    AuditEntry entry = AuditProjector.row(metadata, event, change.before(), change.after());

    views.put(after);
    deployments.put(after.id(), after, before.isEmpty());
    job.ifPresent(
        view -> {
          views.put(view);
          jobs.put(view.id(), view, jobBefore.isEmpty());
        });
    savepoint.ifPresent(
        view -> {
          views.put(view);
          savepoints.put(view.id(), view, savepointBefore.isEmpty());
        });
    rows.forEach(timeline);
    audit.accept(entry);
  }

  private static Optional<Replaced> replaced(DeploymentView deployment) {
    return deployment.status().transition().flatMap(Transition::replaced);
  }

  private static Optional<JobView> jobOf(DeploymentEvent event, Views views) {
    return JobProjector.jobOf(event).flatMap(id -> Optional.ofNullable(views.jobs().get(id)));
  }

  private static Optional<SavepointView> savepointOf(DeploymentEvent event, Views views) {
    return SavepointProjector.savepointOf(event)
        .flatMap(id -> Optional.ofNullable(views.savepoints().get(id)));
  }

  private static Scene scene(
      EventMetadata metadata,
      DeploymentEvent event,
      DeploymentView after,
      Optional<JobView> jobBefore,
      Optional<SavepointView> savepoint) {
    Status status = after.status();
    return new Scene(
        metadata,
        event,
        after.modifiedAt(),
        after.name(),
        status.state(),
        status.job().map(job -> job.id()),
        status.job().map(job -> job.generation()),
        status.transition().isPresent(),
        status.transition().flatMap(Transition::upgradeStrategy).isPresent(),
        jobBefore.filter(job -> job.progress().state() == JobState.TERMINATING).isPresent(),
        jobBefore.flatMap(job -> job.request().session()),
        savepoint.map(SavepointView::origin),
        savepoint.flatMap(SavepointView::jobId),
        replaced(after));
  }

  /** Takes an event of another kind, which is folded elsewhere, and its audit row. */
  void add(RecordedEvent event, AuditEntry entry) {
    audit.accept(entry);
    if (event.event() instanceof SessionClusterEvent e)
      SessionLines.row(event.metadata(), e).ifPresent(timeline);
  }

  /** The deployments that changed, as they are now. */
  ChangedViews<DeploymentView> deployments() {
    return deployments;
  }

  /** The jobs that changed, as they are now. */
  ChangedViews<JobView> jobs() {
    return jobs;
  }

  /** The savepoints that changed, as they are now. */
  ChangedViews<SavepointView> savepoints() {
    return savepoints;
  }
}
