package io.weir.projection.deployments;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads deployments of one namespace. */
public final class DeploymentQueries {
  private final JdbcClient jdbc;

  public DeploymentQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The deployments that the selector takes, by name.
   *
   * @param deleted whether deleted ones are shown, too
   */
  public List<DeploymentView> list(String namespace, LabelSelector selector, boolean deleted) {
    StringBuilder sql =
        new StringBuilder(
            "select view from projection.deployment where namespace = :namespace and (:deleted or not deleted)");
    List<LabelSelector.Requirement> requirements = selector.requirements();
    for (int i = 0; i < requirements.size(); i++) sql.append(condition(requirements.get(i), i));
    JdbcClient.StatementSpec statement =
        jdbc.sql(sql.append(" order by name collate \"C\", id").toString())
            .param("namespace", namespace)
            .param("deleted", deleted);
    for (int i = 0; i < requirements.size(); i++) {
      statement.param("key" + i, requirements.get(i).key());
      statement.param("values" + i, requirements.get(i).values().toArray(String[]::new));
    }
    return statement.query(String.class).list().stream().map(this::read).toList();
  }

  /** A missing label is null in SQL, and neither in nor not in a list; coalesce decides it. */
  private static String condition(LabelSelector.Requirement requirement, int i) {
    String value = "(labels ->> :key" + i + ")";
    String holds =
        requirement.values().isEmpty()
            ? "(" + value + " is not null and cardinality(:values" + i + "::text[]) = 0)"
            : "coalesce(" + value + " = any(:values" + i + "::text[]), false)";
    return " and " + (requirement.negated() ? "not " : "") + holds;
  }

  /**
   * A deployment by id when the text is the id of one, else by name.
   *
   * @param deleted whether a deleted one may be found; of several with one name the live one wins,
   *     then the newest
   */
  public Optional<DeploymentView> find(String namespace, String nameOrId, boolean deleted) {
    return id(nameOrId)
        .flatMap(id -> byId(namespace, id, deleted))
        .or(() -> byName(namespace, nameOrId, deleted));
  }

  private Optional<DeploymentView> byId(String namespace, UUID id, boolean deleted) {
    return jdbc.sql(
            "select view from projection.deployment where id = ? and namespace = ? and (? or not deleted)")
        .params(id, namespace, deleted)
        .query(String.class)
        .optional()
        .map(this::read);
  }

  private Optional<DeploymentView> byName(String namespace, String name, boolean deleted) {
    return jdbc
        .sql(
            "select view from projection.deployment where namespace = ? and name = ? and (? or not deleted)")
        .params(namespace, name, deleted)
        .query(String.class)
        .list()
        .stream()
        .map(this::read)
        .min(
            Comparator.comparing(DeploymentView::deleted)
                .thenComparing(DeploymentView::createdAt, Comparator.reverseOrder()));
  }

  private DeploymentView read(String json) {
    return DeploymentTable.DEPLOYMENTS.read(json);
  }

  private static Optional<UUID> id(String text) {
    try {
      return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }
}
