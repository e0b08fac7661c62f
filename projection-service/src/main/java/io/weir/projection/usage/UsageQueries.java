package io.weir.projection.usage;

import io.weir.projection.jobs.JobTable;
import io.weir.projection.sessions.SessionPeriod;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the jobs and session clusters of all namespaces that ran in a period, those that are
 * deleted, too.
 */
public final class UsageQueries {
  private final JdbcClient jdbc;

  public UsageQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What was used by whatever ran at some time from {@code from} to {@code to}. */
  public List<ResourceUse> between(Instant from, Instant to) {
    return Stream.concat(jobs(from, to), sessions(from, to)).toList();
  }

  private Stream<ResourceUse> jobs(Instant from, Instant to) {
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
        .map(ResourceUse::of)
        .flatMap(List::stream);
  }

  private Stream<ResourceUse> sessions(Instant from, Instant to) {
    return jdbc
        .sql(
            """
            select view from projection.session_period
             where begun_at < :to::timestamptz
               and coalesce((view::jsonb ->> 'end')::timestamptz, 'infinity') > :from::timestamptz
            """)
        .param("from", from.toString())
        .param("to", to.toString())
        .query(String.class)
        .list()
        .stream()
        .map(SessionPeriod.TABLE::read)
        .map(ResourceUse::of);
  }
}
