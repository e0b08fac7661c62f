package io.weir.projection.audit;

import io.weir.events.AggregateKind;
import io.weir.events.wire.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the audit trail of one namespace, deleted aggregates included. */
public final class AuditQueries {
  private final JdbcClient jdbc;

  public AuditQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Rows, oldest first; the newest ones when there are more than the limit.
   *
   * @param aggregateId only those of this deployment, target and so on
   * @param from recorded at this time or later
   * @param to recorded before this time
   * @param limit at most so many
   */
  public List<AuditEntry> list(
      String namespace,
      Optional<UUID> aggregateId,
      Optional<Instant> from,
      Optional<Instant> to,
      int limit) {
    return jdbc.sql(
            """
            select * from projection.audit
             where namespace = :namespace
               and (:aggregateId::uuid is null or aggregate_id = :aggregateId::uuid)
               and (:from::timestamptz is null or time >= :from::timestamptz)
               and (:to::timestamptz is null or time < :to::timestamptz)
             order by time desc, aggregate_id desc, sequence desc limit :limit
            """)
        .param("namespace", namespace)
        .param("aggregateId", aggregateId.map(UUID::toString).orElse(null))
        .param("from", from.map(Instant::toString).orElse(null))
        .param("to", to.map(Instant::toString).orElse(null))
        .param("limit", limit)
        .query((row, number) -> entry(row))
        .list()
        .reversed();
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        AggregateKind.stored(row.getString("kind")).orElseThrow(),
        row.getObject("aggregate_id", UUID.class),
        row.getLong("sequence"),
        row.getObject("event_id", UUID.class),
        row.getLong("position"),
        row.getString("namespace"),
        row.getString("subject"),
        row.getObject("time", OffsetDateTime.class).toInstant(),
        row.getString("type"),
        row.getString("actor"),
        Optional.ofNullable(row.getString("reason")),
        row.getString("command"),
        row.getObject("correlation_id", UUID.class),
        row.getObject("causation_id", UUID.class),
        Optional.ofNullable(row.getString("traceparent")),
        Optional.ofNullable(row.getString("before")).map(JsonText::of),
        Optional.ofNullable(row.getString("after")).map(JsonText::of));
  }
}
