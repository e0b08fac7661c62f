package io.weir.projection.savepoints;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what the deployments of a namespace keep on storage, deleted ones, too. */
public final class KeptDataQueries {
  private final JdbcClient jdbc;

  public KeptDataQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One row per deployment that keeps something, the most bytes first. */
  public List<KeptData> of(String namespace) {
    return jdbc.sql(
            """
            with data as (
              select deployment_id, max((view::jsonb ->> 'sizeBytes')::bigint) as size,
                     bool_or(view::jsonb ->> 'state' = 'FAILED_DELETION') as stuck
                from projection.savepoint
               where namespace = :namespace and not deleted and place is not null
               group by deployment_id, place)
            select d.id, d.name, d.deleted, count(*), coalesce(sum(size), 0),
                   count(*) filter (where size is null), count(*) filter (where stuck)
              from data join projection.deployment d on d.id = data.deployment_id
             group by d.id, d.name, d.deleted
             order by 5 desc, d.name, d.id
            """)
        .param("namespace", namespace)
        .query(
            (row, number) ->
                new KeptData(
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    row.getBoolean(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getLong(7)))
        .list();
  }
}
