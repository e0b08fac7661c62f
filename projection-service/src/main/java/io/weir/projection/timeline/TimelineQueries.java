package io.weir.projection.timeline;

import io.weir.events.AggregateKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads timelines of one namespace; the timeline of what was deleted is hidden with it. */
public final class TimelineQueries {
  private final JdbcClient jdbc;

  public TimelineQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A row and what it is of.
   *
   * @param row the row
   * @param kind a deployment or a session cluster
   */
  public record Shown(TimelineEntry row, AggregateKind kind) {}

  /**
   * The newest rows, oldest of them first.
   *
   * @param deploymentId only those of this deployment
   * @param jobId only those that speak of this job
   * @param sessionClusterId only those of this session cluster
   * @param deleted whether those of deleted ones are shown, too
   * @param limit at most so many
   */
  public List<Shown> newest(
      String namespace,
      Optional<UUID> deploymentId,
      Optional<UUID> jobId,
      Optional<UUID> sessionClusterId,
      boolean deleted,
      int limit) {
    return jdbc.sql(
            """
            select t.*, d.id is null as of_session_cluster
              from projection.timeline t
              left join projection.deployment d on d.id = t.aggregate_id
              left join projection.session_cluster s on s.id = t.aggregate_id
             where t.namespace = :namespace and (:deleted or not coalesce(d.deleted, s.deleted, false))
               and (:deploymentId::uuid is null
                    or t.aggregate_id = :deploymentId::uuid and d.id is not null)
               and (:sessionClusterId::uuid is null
                    or t.aggregate_id = :sessionClusterId::uuid and s.id is not null)
               and (:jobId::uuid is null
                    or t.job_id = :jobId::uuid
                       and t.aggregate_id = (select j.deployment_id from projection.job j where j.id = :jobId::uuid))
             order by t.created_at desc, t.aggregate_id desc limit :limit
            """)
        .param("namespace", namespace)
        .param("deleted", deleted)
        .param("deploymentId", deploymentId.map(UUID::toString).orElse(null))
        .param("jobId", jobId.map(UUID::toString).orElse(null))
        .param("sessionClusterId", sessionClusterId.map(UUID::toString).orElse(null))
        .param("limit", limit)
        .query(
            (row, number) ->
                new Shown(
                    entry(row),
                    row.getBoolean("of_session_cluster")
                        ? AggregateKind.SESSION_CLUSTER
                        : AggregateKind.DEPLOYMENT))
        .list()
        .reversed();
  }

  private static TimelineEntry entry(ResultSet row) throws SQLException {
    return new TimelineEntry(
        row.getObject("id", UUID.class),
        row.getString("namespace"),
        row.getObject("aggregate_id", UUID.class),
        Optional.ofNullable(row.getObject("job_id", UUID.class)),
        EventName.valueOf(row.getString("name")),
        row.getString("message"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getLong("sequence"));
  }
}
