package io.weir.projection.usage;

import io.weir.projection.jobs.JobTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the jobs of all namespaces that ran in a period, those of deleted deployments, too. */
public final class UsageQueries {
  private final JdbcClient jdbc;

  public UsageQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What jobs used that ran at some time from {@code from} to {@code to}. */
  public List<JobUse> between(Instant from, Instant to) {
    return jdbc
        .sql(
            """
            select view from projection.job
             where created_at < :to::timestamptz
               and coalesce((view::jsonb #>> '{progress,terminatedAt}')::timestamptz, 'infinity')
                   > :from::timestamptz
            """)
        .param("from", from.toString())
        .param("to", to.toString())
        .query(String.class)
        .list()
        .stream()
        .map(JobTable.JOBS::read)
        .map(JobUse::of)
        .flatMap(Optional::stream)
        .toList();
  }
}
