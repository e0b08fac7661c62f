package io.weir.projection.jobs;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads jobs of one namespace; those of a deleted deployment are hidden with it. */
public final class JobQueries {
  private final JdbcClient jdbc;

  public JobQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Jobs, oldest first.
   *
   * @param deploymentId only those of this deployment
   * @param deleted whether those of deleted deployments are shown, too
   */
  public List<JobView> list(String namespace, Optional<UUID> deploymentId, boolean deleted) {
    return jdbc
        .sql(
            """
            select j.view from projection.job j join projection.deployment d on d.id = j.deployment_id
             where j.namespace = :namespace and (:deleted or not d.deleted)
               and (:deploymentId::uuid is null or j.deployment_id = :deploymentId::uuid)
             order by j.created_at, j.id
            """)
        .param("namespace", namespace)
        .param("deleted", deleted)
        .param("deploymentId", deploymentId.map(UUID::toString).orElse(null))
        .query(String.class)
        .list()
        .stream()
        .map(JobTable.JOBS::read)
        .toList();
  }

  /** The job with this id. */
  public Optional<JobView> find(String namespace, UUID id, boolean deleted) {
    return jdbc.sql(
            """
            select j.view from projection.job j join projection.deployment d on d.id = j.deployment_id
             where j.id = ? and j.namespace = ? and (? or not d.deleted)
            """)
        .params(id, namespace, deleted)
        .query(String.class)
        .optional()
        .map(JobTable.JOBS::read);
  }
}
