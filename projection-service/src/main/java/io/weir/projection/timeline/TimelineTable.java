package io.weir.projection.timeline;

import io.weir.projection.store.CopyColumn;
import io.weir.projection.store.CopyTable;
import java.util.List;

/** Where timelines are kept. */
public final class TimelineTable {
  /** One row per timeline row, for ever. */
  public static final CopyTable<TimelineEntry> TIMELINE =
      new CopyTable<>(
          "timeline",
          List.of(
              CopyColumn.uuid("id", TimelineEntry::id),
              CopyColumn.text("namespace", TimelineEntry::namespace),
              CopyColumn.uuid("aggregate_id", TimelineEntry::aggregateId),
              CopyColumn.optionalUuid("job_id", TimelineEntry::jobId),
              CopyColumn.text("name", row -> row.name().name()),
              CopyColumn.text("message", TimelineEntry::message),
              CopyColumn.timestamp("created_at", TimelineEntry::createdAt),
              CopyColumn.bigint("sequence", TimelineEntry::sequence)));

  private TimelineTable() {}
}
