package io.weir.projection.model;

import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.wire.RecordedEvent;
import io.weir.projection.audit.AuditEntry;
import io.weir.projection.deployments.DeploymentView;
import io.weir.projection.jobs.JobView;
import io.weir.projection.savepoints.SavepointView;
import io.weir.projection.timeline.TimelineEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** All views of a log, folded event by event without a database. */
public final class InMemory {
  private final List<TimelineEntry> timeline = new ArrayList<>();
  private final List<AuditEntry> audit = new ArrayList<>();
  private final Fold fold = new Fold(timeline::add, audit::add);
  private final Map<UUID, Views> views = new HashMap<>();
  private final PlainFolds plain = new PlainFolds();

  private InMemory() {}

  public static InMemory of(List<RecordedEvent> events) {
    InMemory model = new InMemory();
    for (RecordedEvent event : events) model.add(event);
    return model;
  }

  public void add(RecordedEvent event) {
    if (event.event() instanceof DeploymentEvent own)
      fold.add(
          views.computeIfAbsent(event.metadata().aggregateId(), id -> Views.of(Optional.empty())),
          event.metadata(),
          own);
    else plain.add(event).ifPresent(entry -> fold.add(event, entry));
  }

  public DeploymentView deployment(UUID id) {
    return views.get(id).deployment().orElseThrow();
  }

  public JobView job(UUID deploymentId, UUID id) {
    return views.get(deploymentId).jobs().get(id);
  }

  public SavepointView savepoint(UUID deploymentId, UUID id) {
    return views.get(deploymentId).savepoints().get(id);
  }

  public List<DeploymentView> deployments() {
    return fold.deployments().all();
  }

  public List<JobView> jobs() {
    return fold.jobs().all();
  }

  public List<SavepointView> savepoints() {
    return fold.savepoints().all();
  }

  public List<TimelineEntry> timeline() {
    return timeline;
  }

  public List<AuditEntry> audit() {
    return audit;
  }
}
