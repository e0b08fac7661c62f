package io.weir.projection.audit;

import io.weir.projection.store.Column;
import io.weir.projection.store.CopyTable;
import java.util.List;

/** Where the audit trail is kept. */
public final class AuditTable {
  /** One row per event, for ever. */
  public static final CopyTable<AuditEntry> AUDIT =
      new CopyTable<>(
          "audit",
          List.of(
              new Column<>("deployment_id", "uuid", row -> row.deploymentId().toString()),
              new Column<>("sequence", "bigint", row -> Long.toString(row.sequence())),
              new Column<>("event_id", "uuid", row -> row.eventId().toString()),
              new Column<>("position", "bigint", row -> Long.toString(row.position())),
              new Column<>("namespace", "text", AuditEntry::namespace),
              new Column<>("deployment_name", "text", AuditEntry::deploymentName),
              new Column<>("time", "timestamptz", row -> row.time().toString()),
              new Column<>("type", "text", AuditEntry::type),
              new Column<>("actor", "text", AuditEntry::actor),
              new Column<>("reason", "text", row -> row.reason().orElse(null)),
              new Column<>("command", "text", AuditEntry::command),
              new Column<>("correlation_id", "uuid", row -> row.correlationId().toString()),
              new Column<>("causation_id", "uuid", row -> row.causationId().toString()),
              new Column<>("traceparent", "text", row -> row.traceparent().orElse(null)),
              new Column<>("before", "text", row -> row.before().orElse(null)),
              new Column<>("after", "text", row -> row.after().orElse(null))));

  private AuditTable() {}
}
