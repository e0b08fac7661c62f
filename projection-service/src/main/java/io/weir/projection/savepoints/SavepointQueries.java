package io.weir.projection.savepoints;

import io.weir.projection.savepoints.SavepointEntry.Reference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the savepoint catalogue of one namespace; what is deleted, or of a deleted deployment, is
 * hidden.
 */
public final class SavepointQueries {
  private static final String SELECT =
      """
      select s.view, array(select o.deployment_id || '/' || o.id from projection.savepoint o
                            where o.place = s.place and o.id <> s.id order by o.created_at, o.id)
        from projection.savepoint s join projection.deployment d on d.id = s.deployment_id
       where s.namespace = :namespace and (:deleted or not (d.deleted or s.deleted))
      """;

  private final JdbcClient jdbc;

  public SavepointQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Entries, oldest first.
   *
   * @param deploymentId only those of this deployment
   * @param jobId only those that this job wrote
   * @param deleted whether deleted ones and those of deleted deployments are shown, too
   */
  public List<SavepointEntry> list(
      String namespace, Optional<UUID> deploymentId, Optional<UUID> jobId, boolean deleted) {
    return jdbc.sql(
            SELECT
                + """
               and (:deploymentId::uuid is null or s.deployment_id = :deploymentId::uuid)
               and (:jobId::uuid is null or s.job_id = :jobId::uuid)
             order by s.created_at, s.id
            """)
        .param("namespace", namespace)
        .param("deleted", deleted)
        .param("deploymentId", deploymentId.map(UUID::toString).orElse(null))
        .param("jobId", jobId.map(UUID::toString).orElse(null))
        .query((row, number) -> entry(row))
        .list();
  }

  /** The entry with this id. */
  public Optional<SavepointEntry> find(String namespace, UUID id, boolean deleted) {
    return jdbc.sql(SELECT + " and s.id = :id")
        .param("namespace", namespace)
        .param("deleted", deleted)
        .param("id", id)
        .query((row, number) -> entry(row))
        .optional();
  }

  private static SavepointEntry entry(ResultSet row) throws SQLException {
    String[] references = (String[]) row.getArray(2).getArray();
    return new SavepointEntry(
        SavepointTable.SAVEPOINTS.read(row.getString(1)),
        Arrays.stream(references).map(SavepointQueries::reference).toList());
  }

  private static Reference reference(String text) {
    int slash = text.indexOf('/');
    return new Reference(
        UUID.fromString(text.substring(0, slash)), UUID.fromString(text.substring(slash + 1)));
  }
}
