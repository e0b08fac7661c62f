package io.weir.projection.defaults;

import io.weir.events.defaults.DeploymentDefaultsEvent;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the deployment defaults of one namespace. */
public final class DefaultsQueries {
  private final JdbcClient jdbc;

  public DefaultsQueries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What the namespace says, if it ever said something. */
  public Optional<DefaultsView> find(String namespace) {
    return jdbc.sql("select view from projection.deployment_defaults where id = ?")
        .param(DeploymentDefaultsEvent.idOf(namespace))
        .query(String.class)
        .optional()
        .map(DefaultsTable.DEFAULTS::read);
  }
}
