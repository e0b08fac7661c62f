package io.weir.embedded.junit;

import io.weir.embedded.DatabaseSettings;
import io.weir.embedded.EmbeddedDatabase;
import java.util.UUID;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A PostgreSQL for tests: {@code @RegisterExtension static final DatabaseExtension DATABASE = new
 * DatabaseExtension();}.
 */
public final class DatabaseExtension implements BeforeAllCallback {
  private EmbeddedDatabase server;

  @Override
  public void beforeAll(ExtensionContext context) {
    server =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(DatabaseExtension.class))
            .getOrComputeIfAbsent(
                SharedServer.class, key -> SharedServer.start(), SharedServer.class)
            .server();
  }

  /** Creates an empty database; its name is unique. */
  public TestDatabase freshDatabase() {
    String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
    server.createDatabase(name);
    return new TestDatabase(server.jdbcUrl(name), server.dataSource(name));
  }

  /**
   * For faults: {@link EmbeddedDatabase#kill9()} and {@link EmbeddedDatabase#restart()}. Leave it
   * running.
   */
  public EmbeddedDatabase server() {
    return server;
  }

  /** JUnit closes it with the root context, after the last test. */
  private record SharedServer(EmbeddedDatabase server) implements AutoCloseable {
    static SharedServer start() {
      return new SharedServer(
          EmbeddedDatabase.start(
              DatabaseSettings.onFreePort(TemporaryDirectory.create("weir-database-"))));
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
