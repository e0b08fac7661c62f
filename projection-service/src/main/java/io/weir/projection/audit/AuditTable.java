package io.weir.projection.audit;

import io.weir.projection.store.CopyColumn;
import io.weir.projection.store.CopyTable;
import java.util.List;

/** Where the audit trail is kept. */
public final class AuditTable {
  /** One row per event, for ever. */
  public static final CopyTable<AuditEntry> AUDIT =
      new CopyTable<>(
          "audit",
          List.of(
              CopyColumn.text("kind", row -> row.kind().stored()),
              CopyColumn.uuid("aggregate_id", AuditEntry::aggregateId),
              CopyColumn.bigint("sequence", AuditEntry::sequence),
              CopyColumn.uuid("event_id", AuditEntry::eventId),
              CopyColumn.bigint("position", AuditEntry::position),
              CopyColumn.text("namespace", AuditEntry::namespace),
              CopyColumn.text("subject", AuditEntry::subject),
              CopyColumn.timestamp("time", AuditEntry::time),
              CopyColumn.text("type", AuditEntry::type),
              CopyColumn.text("actor", AuditEntry::actor),
              CopyColumn.optionalText("reason", AuditEntry::reason),
              CopyColumn.text("command", AuditEntry::command),
              CopyColumn.uuid("correlation_id", AuditEntry::correlationId),
              CopyColumn.uuid("causation_id", AuditEntry::causationId),
              CopyColumn.optionalText("traceparent", AuditEntry::traceparent),
              CopyColumn.optionalJson("before", AuditEntry::before),
              CopyColumn.optionalJson("after", AuditEntry::after)));

  private AuditTable() {}
}
