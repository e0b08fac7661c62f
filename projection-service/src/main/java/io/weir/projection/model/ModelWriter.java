package io.weir.projection.model;

import io.weir.eventlog.Failpoint;
import io.weir.eventlog.reader.BatchHandler;
import io.weir.eventlog.reader.Delivered;
import io.weir.eventlog.reader.PoisonRecordException;
import io.weir.eventlog.reader.ReaderListener;
import io.weir.events.AggregateKind;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.wire.RecordedEvent;
import io.weir.projection.audit.AuditTable;
import io.weir.projection.deployments.DeploymentTable;
import io.weir.projection.jobs.JobTable;
import io.weir.projection.savepoints.SavepointTable;
import io.weir.projection.timeline.TimelineTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes one generation of the read models: load what a batch changes, fold it in memory, write
 * each table once. What was folded already is known by its sequence and left out, so a batch may
 * come any number of times and cut in any way.
 */
public final class ModelWriter
    implements BatchHandler<RecordedEvent>, ReaderListener<RecordedEvent> {
  private final Generation generation;
  private final int cachePerPartition;
  private final Durability durability;
  private final Map<Integer, ViewCache> caches = new ConcurrentHashMap<>();

  /** What a batch knows that is not known to be committed; by partition. */
  private final Map<Integer, Map<UUID, Views>> pending = new ConcurrentHashMap<>();

  /**
   * @param generation whose tables are written
   * @param cachePerPartition how many deployments are kept in memory per partition
   * @param durability what a commit of the reader is worth
   */
  public ModelWriter(Generation generation, int cachePerPartition, Durability durability) {
    this.generation = generation;
    this.cachePerPartition = cachePerPartition;
    this.durability = durability;
  }

  @Override
  public void apply(Connection connection, int partition, List<Delivered<RecordedEvent>> records)
      throws SQLException {
    write(connection, new TreeMap<>(Map.of(partition, records)), false);
  }

  @Override
  public void applyAll(
      Connection connection, SortedMap<Integer, List<Delivered<RecordedEvent>>> byPartition)
      throws SQLException {
    write(connection, byPartition, true);
  }

  /**
   * @param copy false for what is applied by itself, as after a failure: then no row that is there
   *     against all expectation can stop it
   */
  private void write(
      Connection connection,
      SortedMap<Integer, List<Delivered<RecordedEvent>>> byPartition,
      boolean copy)
      throws SQLException {
    durability.begin(connection);
    Fold fold = new Fold();
    PlainFolds plain = new PlainFolds();
    Map<Integer, Map<UUID, Views>> known = load(connection, byPartition, plain);
    Failpoint.hit(ModelFailpoints.AFTER_LOAD);
    byPartition.forEach(
        (partition, records) -> {
          for (Delivered<RecordedEvent> one : records) add(fold, known.get(partition), plain, one);
        });
    write(connection, fold, copy);
    plain.write(connection, generation.schema(), copy);
    Failpoint.hit(ModelFailpoints.AFTER_PLAIN_KINDS);
    pending.putAll(known);
  }

  /** What is known of each deployment in the batches, by partition; the rest the folds keep. */
  private Map<Integer, Map<UUID, Views>> load(
      Connection connection,
      SortedMap<Integer, List<Delivered<RecordedEvent>>> byPartition,
      PlainFolds plain)
      throws SQLException {
    Map<Integer, Map<UUID, Views>> known = new HashMap<>();
    List<RecordedEvent> others = new ArrayList<>();
    for (Map.Entry<Integer, List<Delivered<RecordedEvent>>> one : byPartition.entrySet()) {
      int partition = one.getKey();
      pending.remove(partition);
      ViewCache cache = caches.computeIfAbsent(partition, p -> new ViewCache(cachePerPartition));
      List<RecordedEvent> own = new ArrayList<>();
      for (Delivered<RecordedEvent> delivered : one.getValue())
        (isOfDeployment(delivered.value()) ? own : others).add(delivered.value());
      known.put(partition, new BatchLoader(connection, generation.schema(), cache).load(own));
    }
    plain.load(connection, generation.schema(), others);
    return known;
  }

  private static boolean isOfDeployment(RecordedEvent event) {
    return event.event().kind() == AggregateKind.DEPLOYMENT;
  }

  private static void add(
      Fold fold, Map<UUID, Views> known, PlainFolds plain, Delivered<RecordedEvent> delivered) {
    RecordedEvent event = delivered.value();
    try {
      if (isOfDeployment(event)) add(fold, known, event);
      else plain.add(event).ifPresent(entry -> fold.add(event, entry));
    } catch (RuntimeException refused) {
      throw new PoisonRecordException(delivered.record().offset(), refused.getMessage(), refused);
    }
  }

  private static void add(Fold fold, Map<UUID, Views> known, RecordedEvent event) {
    Views views = known.get(event.metadata().aggregateId());
    if (event.metadata().sequence() > views.sequence())
      fold.add(views, event.metadata(), (DeploymentEvent) event.event());
  }

  private void write(Connection connection, Fold fold, boolean copy) throws SQLException {
    String schema = generation.schema();
    fold.deployments().write(connection, schema, DeploymentTable.DEPLOYMENTS, copy);
    Failpoint.hit(ModelFailpoints.AFTER_DEPLOYMENTS);
    fold.jobs().write(connection, schema, JobTable.JOBS, copy);
    Failpoint.hit(ModelFailpoints.AFTER_JOBS);
    fold.savepoints().write(connection, schema, SavepointTable.SAVEPOINTS, copy);
    Failpoint.hit(ModelFailpoints.AFTER_SAVEPOINTS);
    TimelineTable.TIMELINE.append(connection, schema, fold.timeline());
    Failpoint.hit(ModelFailpoints.AFTER_TIMELINE);
    AuditTable.AUDIT.append(connection, schema, fold.audit());
    Failpoint.hit(ModelFailpoints.AFTER_AUDIT);
  }

  @Override
  public void applied(int partition, List<Delivered<RecordedEvent>> records, long position) {
    Map<UUID, Views> committed = pending.remove(partition);
    if (committed != null) caches.get(partition).keep(committed);
  }

  /** Another process may have written since this one last did. */
  @Override
  public void claimed(int partition) {
    forget(partition);
  }

  @Override
  public void lost(int partition, String reason) {
    forget(partition);
  }

  /** The records of a released key were applied beside the batches. */
  @Override
  public void released(int partition, String key, List<Delivered<RecordedEvent>> records) {
    forget(partition);
  }

  private void forget(int partition) {
    pending.remove(partition);
    caches.remove(partition);
  }

  /** How many deployments are in memory. */
  public int cached() {
    return caches.values().stream().mapToInt(ViewCache::size).sum();
  }
}
