package io.weir.projection.timeline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads timelines of one namespace; a deleted deployment's timeline is hidden with it. */
public final class TimelineQueries {
  private final JdbcClient jdbc;

  public TimelineQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The newest rows, oldest of them first.
   *
   * @param deploymentId only those of this deployment
   * @param jobId only those that speak of this job
   * @param deleted whether those of deleted deployments are shown, too
   * @param limit at most so many
   */
  public List<TimelineEntry> newest(
      String namespace,
      Optional<UUID> deploymentId,
      Optional<UUID> jobId,
      boolean deleted,
      int limit) {
    return jdbc.sql(
            """
            select t.* from projection.timeline t join projection.deployment d on d.id = t.deployment_id
             where t.namespace = :namespace and (:deleted or not d.deleted)
               and (:deploymentId::uuid is null or t.deployment_id = :deploymentId::uuid)
               and (:jobId::uuid is null
                    or t.job_id = :jobId::uuid
                       and t.deployment_id = (select j.deployment_id from projection.job j where j.id = :jobId::uuid))
             order by t.created_at desc, t.deployment_id desc limit :limit
            """)
        .param("namespace", namespace)
        .param("deleted", deleted)
        .param("deploymentId", deploymentId.map(UUID::toString).orElse(null))
        .param("jobId", jobId.map(UUID::toString).orElse(null))
        .param("limit", limit)
        .query((row, number) -> entry(row))
        .list()
        .reversed();
  }

  private static TimelineEntry entry(ResultSet row) throws SQLException {
    return new TimelineEntry(
        row.getObject("id", UUID.class),
        row.getString("namespace"),
        row.getObject("deployment_id", UUID.class),
        Optional.ofNullable(row.getObject("job_id", UUID.class)),
        EventName.valueOf(row.getString("name")),
        row.getString("message"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getLong("sequence"));
  }
}
