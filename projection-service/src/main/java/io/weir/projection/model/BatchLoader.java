package io.weir.projection.model;

import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.RetainedCheckpointFound;
import io.weir.events.deployment.SavepointCopied;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.wire.RecordedEvent;
import io.weir.projection.deployments.DeploymentTable;
import io.weir.projection.deployments.DeploymentView;
import io.weir.projection.jobs.JobProjector;
import io.weir.projection.jobs.JobTable;
import io.weir.projection.savepoints.SavepointProjector;
import io.weir.projection.savepoints.SavepointTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Gathers what one partition's part of a batch changes: from the cache, and the rest in one query
 * per table. Of one batch.
 */
final class BatchLoader {
  private final Connection connection;
  private final String schema;
  private final ViewCache cache;
  private final Map<UUID, Views> known = new HashMap<>();

  /** Of the cache, and not yet compared with what follows: another process may have written. */
  private final Set<UUID> unproved = new HashSet<>();

  BatchLoader(Connection connection, String schema, ViewCache cache) {
    this.connection = connection;
    this.schema = schema;
    this.cache = cache;
  }

  /** Looks up deployments; what is none of them is not there. */
  void load(Set<UUID> ids) throws SQLException {
    Set<UUID> missing = new HashSet<>();
    for (UUID id : ids) {
      Optional<Views> views = cache.find(id);
      if (views.isEmpty()) {
        missing.add(id);
      } else {
        known.put(id, views.get().copy());
        unproved.add(id);
      }
    }
    loadRows(missing);
  }

  private void loadRows(Set<UUID> ids) throws SQLException {
    Map<UUID, DeploymentView> rows = DeploymentTable.DEPLOYMENTS.load(connection, schema, ids);
    ids.forEach(id -> known.put(id, Views.of(Optional.ofNullable(rows.get(id)))));
  }

  /** What is known of a deployment, after {@link #prepare} of its event. */
  Views views(UUID id) {
    return known.get(id);
  }

  /** What is known of each deployment now, to be kept when the batch is committed. */
  Map<UUID, Views> known() {
    known.values().removeIf(views -> views.deployment().isEmpty());
    return known;
  }

  /**
   * Looks up the jobs and savepoints that the next events change.
   *
   * @param events those of deployments, in order; all before them are folded
   */
  void prepare(List<RecordedEvent> events) throws SQLException {
    Set<UUID> stale = new HashSet<>();
    for (RecordedEvent event : events) {
      UUID id = event.metadata().aggregateId();
      Views views = known.get(id);
      boolean first = views == null || unproved.remove(id);
      if (views == null || (first && event.metadata().sequence() > views.sequence() + 1))
        stale.add(id);
    }
    loadRows(stale);
    loadParts(events);
  }

  private void loadParts(List<RecordedEvent> events) throws SQLException {
    Set<UUID> jobs = new HashSet<>();
    Set<UUID> savepoints = new HashSet<>();
    Set<UUID> begun = new HashSet<>();
    Map<UUID, UUID> deploymentOf = new HashMap<>();
    for (RecordedEvent recorded : events) {
      DeploymentEvent event = (DeploymentEvent) recorded.event();
      UUID deployment = recorded.metadata().aggregateId();
      Views views = known.get(deployment);
      // A repeat is not folded, so what it began is in its row and not in this batch.
      if (recorded.metadata().sequence() <= views.sequence()) continue;
      Optional<UUID> job = JobProjector.jobOf(event);
      Optional<UUID> savepoint = SavepointProjector.savepointOf(event);
      if (begins(event)) {
        job.ifPresent(begun::add);
        savepoint.ifPresent(begun::add);
      } else {
        job.filter(id -> !begun.contains(id) && !views.jobs().containsKey(id))
            .ifPresent(
                id -> {
                  jobs.add(id);
                  deploymentOf.put(id, deployment);
                });
        savepoint
            .filter(id -> !begun.contains(id) && !views.savepoints().containsKey(id))
            .ifPresent(
                id -> {
                  savepoints.add(id);
                  deploymentOf.put(id, deployment);
                });
      }
    }
    JobTable.JOBS
        .load(connection, schema, jobs)
        .forEach((id, job) -> known.get(deploymentOf.get(id)).put(job));
    SavepointTable.SAVEPOINTS
        .load(connection, schema, savepoints)
        .forEach((id, savepoint) -> known.get(deploymentOf.get(id)).put(savepoint));
  }

  /** Whether the event is the first of its job or savepoint. */
  private static boolean begins(DeploymentEvent event) {
    return event instanceof JobRequested
        || event instanceof SavepointRequested
        || event instanceof SavepointCopied
        || event instanceof RetainedCheckpointFound;
  }
}
