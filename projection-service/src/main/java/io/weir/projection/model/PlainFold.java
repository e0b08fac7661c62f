package io.weir.projection.model;

import static java.util.stream.Collectors.toSet;

import io.weir.events.WeirEvent;
import io.weir.events.wire.EventMetadata;
import io.weir.events.wire.RecordedEvent;
import io.weir.projection.audit.AuditEntry;
import io.weir.projection.audit.AuditProjector;
import io.weir.projection.store.ViewTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Folds a batch's events of one kind of aggregate that has no parts: one row each, which is the
 * fold of its events. Of one thread and one batch.
 *
 * @param <V> the view
 */
final class PlainFold<V> {
  /**
   * What a view is after an event. Pure; throws IllegalStateException for an event that does not
   * follow from the view.
   *
   * @param <V> the view
   */
  interface Projector<V> {
    V fold(Optional<V> before, EventMetadata metadata, WeirEvent event);
  }

  private final ViewTable<V> table;
  private final Projector<V> projector;
  private final Map<UUID, V> known = new HashMap<>();
  private final ChangedViews<V> changed = new ChangedViews<>();

  PlainFold(ViewTable<V> table, Projector<V> projector) {
    this.table = table;
    this.projector = projector;
  }

  /** Reads what these events change. */
  void load(Connection connection, String schema, List<RecordedEvent> events) throws SQLException {
    known.putAll(
        table.load(
            connection,
            schema,
            events.stream().map(event -> event.metadata().aggregateId()).collect(toSet())));
  }

  /**
   * Folds the next event. Nothing has changed when it throws.
   *
   * @return its row of the audit trail; empty when it was folded before
   * @throws IllegalStateException when it does not follow from what is known
   */
  Optional<AuditEntry> add(RecordedEvent recorded) {
    EventMetadata metadata = recorded.metadata();
    UUID id = metadata.aggregateId();
    Optional<V> before = Optional.ofNullable(known.get(id));
    long next = before.map(view -> table.version(view) + 1).orElse(0L);
    if (metadata.sequence() < next) return Optional.empty();
    if (metadata.sequence() > next)
      throw new IllegalStateException(
          "Expected event %d of %s %s, but got event %d"
              .formatted(next, recorded.event().kind().stored(), id, metadata.sequence()));
    V after = projector.fold(before, metadata, recorded.event());
    ViewChange change = ViewChange.between(before, after);
    known.put(id, after);
    changed.put(id, after, before.isEmpty());
    return Optional.of(
        AuditProjector.row(metadata, recorded.event(), change.before(), change.after()));
  }

  /** Writes what changed ({@link ChangedViews#write}). */
  void write(Connection connection, String schema, boolean copy) throws SQLException {
    changed.write(connection, schema, table, copy);
  }
}
