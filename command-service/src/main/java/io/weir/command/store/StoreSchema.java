package io.weir.command.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * The tables of the command service, in order. The log's own tables come from event-log's files,
 * which is why these are Java migrations.
 */
public final class StoreSchema {
  private StoreSchema() {}

  /** Brings the schema up to date; several instances may do so at once. */
  public static void migrate(DataSource source, String schema) {
    Flyway.configure()
        .dataSource(source)
        .schemas(schema)
        .createSchemas(true)
        .locations(new String[0])
        .javaMigrations(
            new Step("1", "event log", "/io/weir/eventlog/event_log.sql"),
            new Step("2", "partition reader", "/io/weir/eventlog/partition_reader.sql"),
            new Step("3", "names and requests", "/io/weir/command/store/command_store.sql"),
            new Step("4", "savepoint index", "/io/weir/command/store/savepoint_index.sql"),
            new Step("5", "namespaces and secrets", "/io/weir/command/store/platform_store.sql"),
            new Step("6", "policies", "/io/weir/command/store/policy_look.sql"))
        .load()
        .migrate();
  }

  private record Step(String version, String description, String resource)
      implements JavaMigration {
    @Override
    public MigrationVersion getVersion() {
      return MigrationVersion.fromVersion(version);
    }

    @Override
    public String getDescription() {
      return description;
    }

    /** A released file that is edited must be noticed, as with SQL migrations. */
    @Override
    public Integer getChecksum() {
      return text().hashCode();
    }

    @Override
    public boolean canExecuteInTransaction() {
      return true;
    }

    @Override
    public void migrate(Context context) throws Exception {
      try (Statement statement = context.getConnection().createStatement()) {
        statement.execute(text());
      }
    }

    private String text() {
      try (InputStream file = StoreSchema.class.getResourceAsStream(resource)) {
        if (file == null)
          throw new IllegalStateException("Expected the file " + resource + ", but it is missing");
        return new String(file.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException failure) {
        throw new IllegalStateException("Expected to read " + resource, failure);
      }
    }
  }
}
