package io.weir.projection.model;

import io.weir.eventlog.Failpoint;
import io.weir.eventlog.reader.BatchHandler;
import io.weir.eventlog.reader.Delivered;
import io.weir.eventlog.reader.PoisonRecordException;
import io.weir.eventlog.reader.ReaderListener;
import io.weir.events.AggregateKind;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.wire.RecordedEvent;
import io.weir.projection.audit.AuditEntry;
import io.weir.projection.audit.AuditTable;
import io.weir.projection.deployments.DeploymentTable;
import io.weir.projection.jobs.JobTable;
import io.weir.projection.savepoints.SavepointTable;
import io.weir.projection.store.CopyRows;
import io.weir.projection.timeline.TimelineEntry;
import io.weir.projection.timeline.TimelineTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private static final int AT_A_TIME = 250;

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
    String schema = generation.schema();
    int events = byPartition.values().stream().mapToInt(List::size).sum();
    CopyRows<TimelineEntry> timeline = new CopyRows<>(TimelineTable.TIMELINE, events);
    CopyRows<AuditEntry> audit = new CopyRows<>(AuditTable.AUDIT, events);
    Fold fold = new Fold(timeline::add, audit::add);
    Map<Integer, BatchLoader> loaders = load(connection, byPartition);
    Failpoint.hit(ModelFailpoints.AFTER_LOAD);
    List<Placed> others = new ArrayList<>();
    for (Map.Entry<Integer, List<Delivered<RecordedEvent>>> own : byPartition.entrySet())
      fold(fold, loaders.get(own.getKey()), own.getValue(), others);
    PlainFolds plain = new PlainFolds();
    plain.load(connection, schema, others.stream().map(Placed::event).toList());
    for (Placed one : others)
      blaming(one, () -> plain.add(one.event()).ifPresent(entry -> fold.add(one.event(), entry)));
    write(connection, fold, copy);
    timeline.write(connection, schema);
    Failpoint.hit(ModelFailpoints.AFTER_TIMELINE);
    audit.write(connection, schema);
    Failpoint.hit(ModelFailpoints.AFTER_AUDIT);
    plain.write(connection, schema, copy);
    Failpoint.hit(ModelFailpoints.AFTER_PLAIN_KINDS);
    loaders.forEach((partition, loader) -> pending.put(partition, loader.known()));
  }

  /** An event and where it is in its partition. */
  private record Placed(long offset, RecordedEvent event) {}

  /** What is known of the deployments in the batches, by partition; the rest the folds keep. */
  private Map<Integer, BatchLoader> load(
      Connection connection, SortedMap<Integer, List<Delivered<RecordedEvent>>> byPartition)
      throws SQLException {
    Map<Integer, BatchLoader> loaders = new HashMap<>();
    for (Map.Entry<Integer, List<Delivered<RecordedEvent>>> own : byPartition.entrySet()) {
      int partition = own.getKey();
      pending.remove(partition);
      BatchLoader loader =
          new BatchLoader(
              connection,
              generation.schema(),
              caches.computeIfAbsent(partition, p -> new ViewCache(cachePerPartition)));
      loader.load(keys(own.getValue()));
      loaders.put(partition, loader);
    }
    return loaders;
  }

  /** The aggregates that the records' keys name. */
  private static Set<UUID> keys(List<Delivered<RecordedEvent>> records) {
    Set<String> keys = new HashSet<>();
    for (Delivered<RecordedEvent> one : records) keys.add(one.record().key());
    Set<UUID> ids = HashSet.newHashSet(keys.size());
    for (String key : keys) {
      try {
        ids.add(UUID.fromString(key));
      } catch (IllegalArgumentException noId) {
        // The event itself says whose it is; its deployment is looked up then.
      }
    }
    return ids;
  }

  /**
   * Folds the events of deployments a few at a time, so that each is decoded, folded and forgotten
   * while it is in the processor's cache.
   *
   * @param others takes the events of other kinds
   */
  private static void fold(
      Fold fold, BatchLoader loader, List<Delivered<RecordedEvent>> records, List<Placed> others)
      throws SQLException {
    for (int from = 0; from < records.size(); from += AT_A_TIME) {
      List<Placed> own = new ArrayList<>(AT_A_TIME);
      List<RecordedEvent> events = new ArrayList<>(AT_A_TIME);
      for (Delivered<RecordedEvent> one :
          records.subList(from, Math.min(records.size(), from + AT_A_TIME))) {
        Placed placed = new Placed(one.record().offset(), one.value());
        if (isOfDeployment(placed.event())) {
          own.add(placed);
          events.add(placed.event());
        } else {
          others.add(placed);
        }
      }
      loader.prepare(events);
      for (Placed one : own) blaming(one, () -> add(fold, loader, one.event()));
    }
  }

  private static boolean isOfDeployment(RecordedEvent event) {
    return event.event().kind() == AggregateKind.DEPLOYMENT;
  }

  private static void add(Fold fold, BatchLoader loader, RecordedEvent event) {
    Views views = loader.views(event.metadata().aggregateId());
    if (event.metadata().sequence() > views.sequence())
      fold.add(views, event.metadata(), (DeploymentEvent) event.event());
  }

  private static void blaming(Placed one, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException refused) {
      throw new PoisonRecordException(one.offset(), refused.getMessage(), refused);
    }
  }

  private void write(Connection connection, Fold fold, boolean copy) throws SQLException {
    String schema = generation.schema();
    fold.deployments().write(connection, schema, DeploymentTable.DEPLOYMENTS, copy);
    Failpoint.hit(ModelFailpoints.AFTER_DEPLOYMENTS);
    fold.jobs().write(connection, schema, JobTable.JOBS, copy);
    Failpoint.hit(ModelFailpoints.AFTER_JOBS);
    fold.savepoints().write(connection, schema, SavepointTable.SAVEPOINTS, copy);
    Failpoint.hit(ModelFailpoints.AFTER_SAVEPOINTS);
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
