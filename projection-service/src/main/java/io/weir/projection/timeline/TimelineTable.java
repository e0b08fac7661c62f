package io.weir.projection.timeline;

import io.weir.projection.store.Column;
import io.weir.projection.store.CopyTable;
import java.util.List;
import java.util.UUID;

/** Where timelines are kept. */
public final class TimelineTable {
  /** One row per timeline row, for ever. */
  public static final CopyTable<TimelineEntry> TIMELINE =
      new CopyTable<>(
          "timeline",
          List.of(
              new Column<>("id", "uuid", row -> row.id().toString()),
              new Column<>("namespace", "text", TimelineEntry::namespace),
              new Column<>("deployment_id", "uuid", row -> row.deploymentId().toString()),
              new Column<>("job_id", "uuid", row -> row.jobId().map(UUID::toString).orElse(null)),
              new Column<>("name", "text", row -> row.name().name()),
              new Column<>("message", "text", TimelineEntry::message),
              new Column<>("created_at", "timestamptz", row -> row.createdAt().toString()),
              new Column<>("sequence", "bigint", row -> Long.toString(row.sequence()))));

  private TimelineTable() {}
}
