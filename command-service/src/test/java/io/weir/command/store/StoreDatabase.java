package io.weir.command.store;

import io.weir.embedded.junit.DatabaseExtension;
import io.weir.embedded.junit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An empty event store of a test class's own. */
final class StoreDatabase implements BeforeAllCallback {
  private final DatabaseExtension server = new DatabaseExtension();
  private TestDatabase database;

  @Override
  public void beforeAll(ExtensionContext context) {
    server.beforeAll(context);
    database = server.freshDatabase();
    StoreSchema.migrate(database.dataSource(), "public");
  }

  DataSource dataSource() {
    return database.dataSource();
  }

  Connection connection() throws SQLException {
    return dataSource().getConnection();
  }

  /** An event of a deployment. */
  static EventRow row(UUID aggregate, long sequence, String type, Instant at) {
    return new EventRow(
        UUID.randomUUID(),
        aggregate,
        sequence,
        "deployment",
        type,
        "1",
        at,
        bytes("{\"n\":\"" + sequence + "\"}"),
        bytes("{\"namespace\":\"default\"}"));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
