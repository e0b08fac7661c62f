package io.weir.projection.savepoints;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the savepoint catalogue of one namespace; a deleted deployment's entries are hidden. */
public final class SavepointQueries {
  private final JdbcClient jdbc;

  public SavepointQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Entries, oldest first.
   *
   * @param deploymentId only those of this deployment
   * @param jobId only those that this job wrote
   * @param deleted whether those of deleted deployments are shown, too
   */
  public List<SavepointView> list(
      String namespace, Optional<UUID> deploymentId, Optional<UUID> jobId, boolean deleted) {
    return jdbc
        .sql(
            """
            select s.view from projection.savepoint s join projection.deployment d on d.id = s.deployment_id
             where s.namespace = :namespace and (:deleted or not d.deleted)
               and (:deploymentId::uuid is null or s.deployment_id = :deploymentId::uuid)
               and (:jobId::uuid is null or s.job_id = :jobId::uuid)
             order by s.created_at, s.id
            """)
        .param("namespace", namespace)
        .param("deleted", deleted)
        .param("deploymentId", deploymentId.map(UUID::toString).orElse(null))
        .param("jobId", jobId.map(UUID::toString).orElse(null))
        .query(String.class)
        .list()
        .stream()
        .map(SavepointTable.SAVEPOINTS::read)
        .toList();
  }

  /** The entry with this id. */
  public Optional<SavepointView> find(String namespace, UUID id, boolean deleted) {
    return jdbc.sql(
            """
            select s.view from projection.savepoint s join projection.deployment d on d.id = s.deployment_id
             where s.id = ? and s.namespace = ? and (? or not d.deleted)
            """)
        .params(id, namespace, deleted)
        .query(String.class)
        .optional()
        .map(SavepointTable.SAVEPOINTS::read);
  }
}
