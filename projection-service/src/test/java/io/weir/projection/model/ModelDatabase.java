package io.weir.projection.model;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.embedded.junit.TestDatabase;
import io.weir.eventlog.reader.Delivered;
import io.weir.events.wire.RecordedEvent;
import io.weir.projection.infra.ReaderTables;
import io.weir.projection.model.ModelReaders.ReaderOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A database as the service migrates it, and what its generations hold. */
public final class ModelDatabase implements AutoCloseable {
  private final HikariDataSource source;

  public ModelDatabase(TestDatabase database) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.jdbcUrl());
    config.setSchema("projection");
    config.setMaximumPoolSize(12);
    source = new HikariDataSource(config);
    Flyway.configure()
        .dataSource(source)
        .schemas("projection")
        .defaultSchema("projection")
        .locations("classpath:db/projection")
        .javaMigrations(new ReaderTables())
        .load()
        .migrate();
  }

  public DataSource source() {
    return source;
  }

  public ModelReaders readers(String bootstrapServers, String topic, int partitions, int batch) {
    return new ModelReaders(
        source,
        new ReaderOptions(
            "test",
            bootstrapServers,
            topic,
            partitions,
            batch,
            1_000,
            Duration.ofSeconds(3),
            Duration.ofMillis(50)),
        new SimpleMeterRegistry());
  }

  public Generation create() throws SQLException {
    try (Connection connection = source.getConnection()) {
      return Generations.create(connection);
    }
  }

  public Generation active() throws SQLException {
    try (Connection connection = source.getConnection()) {
      return Generations.active(connection).orElseThrow();
    }
  }

  /** Applies a batch as the reader does with those of others, and commits it or not. */
  public void apply(ModelWriter writer, List<Delivered<RecordedEvent>> batch, boolean commit)
      throws SQLException {
    apply(writer, batch, commit, false);
  }

  /**
   * Applies a batch and commits it or not.
   *
   * @param alone as the reader does after it failed with those of others
   */
  public void apply(
      ModelWriter writer, List<Delivered<RecordedEvent>> batch, boolean commit, boolean alone)
      throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      if (alone) writer.apply(connection, 0, batch);
      else writer.applyAll(connection, new TreeMap<>(Map.of(0, batch)));
      if (!commit) {
        connection.rollback();
        return;
      }
      connection.commit();
      writer.applied(0, batch, batch.getLast().value().metadata().position());
    }
  }

  /** Number of rows and a hash over them, by table. */
  public Map<String, String> contents(Generation generation) throws SQLException {
    Map<String, String> contents = new LinkedHashMap<>();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : Generations.TABLES) {
        try (ResultSet row =
            statement.executeQuery(
                "select count(*), md5(string_agg(t::text, E'\\n' order by t::text)) from %s.%s t"
                    .formatted(generation.schema(), table))) {
          row.next();
          contents.put(table, row.getLong(1) + " rows, " + row.getString(2));
        }
      }
    }
    return contents;
  }

  /** How many generations there are. */
  public int generations() throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from projection.generation")) {
      row.next();
      return row.getInt(1);
    }
  }

  public void execute(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    source.close();
  }
}
