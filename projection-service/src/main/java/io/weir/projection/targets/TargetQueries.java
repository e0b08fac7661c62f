package io.weir.projection.targets;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads deployment targets of one namespace. */
public final class TargetQueries {
  private final JdbcClient jdbc;

  public TargetQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The targets, by name. */
  public List<TargetView> list(String namespace) {
    return jdbc
        .sql(
            """
            select view from projection.deployment_target
             where namespace = ? and not deleted order by name collate "C"
            """)
        .params(namespace)
        .query(String.class)
        .list()
        .stream()
        .map(TargetTable.TARGETS::read)
        .toList();
  }

  /** The target with this name. */
  public Optional<TargetView> find(String namespace, String name) {
    return jdbc.sql(
            """
            select view from projection.deployment_target
             where namespace = ? and name = ? and not deleted
            """)
        .params(namespace, name)
        .query(String.class)
        .optional()
        .map(TargetTable.TARGETS::read);
  }
}
