package io.weir.command.infra;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.weir.command.store.StoreTransactions;
import java.time.Duration;
import org.springframework.core.env.Environment;

/**
 * The pools: one for commands that have a transaction of their own, so that nothing else takes
 * their connections; one for those that are committed in groups; one for the log.
 */
final class Databases {
  static final String SCHEMA = "command";

  /**
   * The server ends a transaction whose client is frozen (fault A6), in half the time that a
   * statement of another one may wait for it. The log's transactions hold the relay back as
   * commands' do.
   */
  private static final String FROZEN = "-c idle_in_transaction_session_timeout=5s";

  private static final String COMMAND_LIMITS = FROZEN + " -c statement_timeout=10s";

  /**
   * A group does not wait for one member's lock: that one waits alone. Between its statements and
   * its commit, which go out together, the server does not count as idle.
   */
  private static final String GROUP_LIMITS =
      COMMAND_LIMITS + " -c lock_timeout=250ms -c transaction_timeout=5s";

  /** Longer than the server works on anything: a connection that is silent for so long is dead. */
  private static final int SILENT_SECONDS = 15;

  private Databases() {}

  static HikariDataSource commands(Environment environment, CommandSettings.Pool settings) {
    HikariConfig config =
        config(environment, "commands", settings.commands(), settings.connectionTimeout());
    return limited(config, COMMAND_LIMITS);
  }

  /** As many connections as groups are written at a time. */
  static HikariDataSource groups(Environment environment, CommandSettings.Pool settings) {
    HikariConfig config = config(environment, "groups", 2, settings.connectionTimeout());
    // A server that does not know the limits is named by StoreChecks, not by a connection.
    config.setInitializationFailTimeout(-1);
    return limited(config, GROUP_LIMITS);
  }

  private static HikariDataSource limited(HikariConfig config, String limits) {
    config.setConnectionInitSql(StoreTransactions.NAME_THE_SESSION);
    config.addDataSourceProperty("options", limits);
    config.addDataSourceProperty("socketTimeout", SILENT_SECONDS);
    return new HikariDataSource(config);
  }

  /** The relay keeps one connection while it leads; the intake uses one at a time. */
  static HikariDataSource log(Environment environment) {
    HikariConfig config = config(environment, "log", 5, Duration.ofSeconds(10));
    config.addDataSourceProperty("options", FROZEN);
    return new HikariDataSource(config);
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
