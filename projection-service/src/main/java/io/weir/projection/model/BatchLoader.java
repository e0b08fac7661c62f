package io.weir.projection.model;

import static java.util.stream.Collectors.groupingBy;

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

/** Gathers what a batch's events change: from the cache, and the rest in one query per table. */
final class BatchLoader {
  private final Connection connection;
  private final String schema;
  private final ViewCache cache;

  BatchLoader(Connection connection, String schema, ViewCache cache) {
    this.connection = connection;
    this.schema = schema;
    this.cache = cache;
  }

  /**
   * What is known of each deployment in the batch, by its id.
   *
   * @param events those of deployments
   */
  Map<UUID, Views> load(List<RecordedEvent> events) throws SQLException {
    Map<UUID, List<RecordedEvent>> byDeployment =
        events.stream().collect(groupingBy(event -> event.metadata().aggregateId()));
    Map<UUID, Views> known = new HashMap<>();
    Set<UUID> missing = new HashSet<>();
    byDeployment.forEach(
        (id, own) ->
            cache
                .find(id)
                .filter(views -> follows(views, own))
                .ifPresentOrElse(views -> known.put(id, views.copy()), () -> missing.add(id)));
    Map<UUID, DeploymentView> rows = DeploymentTable.DEPLOYMENTS.load(connection, schema, missing);
    missing.forEach(id -> known.put(id, Views.of(Optional.ofNullable(rows.get(id)))));
    loadParts(known, events);
    return known;
  }

  /** Whether nothing is missing between what is cached and the first event that is new to it. */
  private static boolean follows(Views views, List<RecordedEvent> events) {
    return events.getFirst().metadata().sequence() <= views.sequence() + 1;
  }

  private void loadParts(Map<UUID, Views> known, List<RecordedEvent> events) throws SQLException {
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
