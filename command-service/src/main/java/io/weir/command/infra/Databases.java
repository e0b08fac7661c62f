package io.weir.command.infra;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.springframework.core.env.Environment;

/**
 * The two pools: one for commands, so that nothing else takes their connections; one for the log.
 */
final class Databases {
  static final String SCHEMA = "command";

  /** A transaction that is frozen longer than this is ended by the server (fault A6). */
  private static final String COMMAND_LIMITS =
      "-c statement_timeout=10s -c idle_in_transaction_session_timeout=10s";

  private Databases() {}

  static HikariDataSource commands(Environment environment, CommandSettings.Pool settings) {
    HikariConfig config =
        config(environment, "commands", settings.commands(), settings.connectionTimeout());
    config.addDataSourceProperty("options", COMMAND_LIMITS);
    return new HikariDataSource(config);
  }

  /** The relay keeps one connection while it leads; the intake uses one at a time. */
  static HikariDataSource log(Environment environment) {
    return new HikariDataSource(config(environment, "log", 5, Duration.ofSeconds(10)));
  }

  private static HikariConfig config(
      Environment environment, String name, int size, Duration wait) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(environment.getRequiredProperty("spring.datasource.url"));
    config.setUsername(environment.getProperty("spring.datasource.username"));
    config.setPassword(environment.getProperty("spring.datasource.password"));
    config.setSchema(SCHEMA);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(wait.toMillis());
    // A database that comes up later is waited for by /readyz, not by a failing start.
    config.setInitializationFailTimeout(Duration.ofSeconds(30).toMillis());
    return config;
  }
}
