package io.weir.projection.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which generations exist and which one clients see. The caller owns the connection and its
 * transaction.
 */
public final class Generations {
  /**
   * The shape of the tables that this code writes and reads: one more with each change of
   * model.sql, plain.sql, model_indexes.sql or of a view's JSON. A rebuild makes tables of this
   * shape, and compares only equal shapes.
   */
  public static final int SHAPE = 10;

  /** The tables of kinds that are one row per aggregate, all of plain.sql's shape. */
  private static final List<String> PLAIN =
      List.of(
          "deployment_target",
          "session_cluster",
          "namespace",
          "api_token",
          "secret_value",
          "autopilot_policy");

  /** The tables of a generation, in the order in which they are compared. */
  public static final List<String> TABLES =
      Stream.of(
              List.of("deployment", "job", "savepoint", "deployment_defaults", "session_period"),
              PLAIN,
              List.of("timeline", "audit"))
          .flatMap(List::stream)
          .toList();

  private Generations() {}

  /** The generation that clients see, if there is one of this shape. */
  public static Optional<Generation> active(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select number from projection.generation where active")) {
      return row.next() ? Optional.of(new Generation(row.getInt(1))) : Optional.empty();
    }
  }

  /** The shape of a generation's tables. */
  public static int shape(Connection connection, Generation generation) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select shape from projection.generation where number = ?")) {
      select.setInt(1, generation.number());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next())
          throw new IllegalStateException(
              "Expected generation " + generation.number() + " to be known, but it is not");
        return row.getInt(1);
      }
    }
  }

  /** The generation that clients see; made here when there is none yet. */
  public static Generation activeOrFirst(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // One process makes the first generation, the others wait and find it.
      statement.execute("lock table projection.generation in share row exclusive mode");
    }
    Optional<Generation> active = active(connection);
    if (active.isPresent()) return active.get();
    Generation first = create(connection);
    activate(connection, first);
    return first;
  }

  /** Makes the empty tables of a new generation; clients do not see it. */
  public static Generation create(Connection connection) throws SQLException {
    Generation generation = createToLoad(connection);
    try (Statement statement = connection.createStatement()) {
      for (String part : indexes(generation)) statement.execute(part);
    }
    return generation;
  }

  /**
   * Makes the empty tables of a new generation without what only queries need, so that they are
   * filled fast; {@link #indexes} adds it.
   */
  public static Generation createToLoad(Connection connection) throws SQLException {
    Generation generation;
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into projection.generation (shape) values (?) returning number")) {
      insert.setInt(1, SHAPE);
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        generation = new Generation(row.getInt(1));
      }
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("create schema " + generation.schema());
      statement.execute(script("model.sql", generation));
      for (String table : PLAIN)
        statement.execute(script("plain.sql", generation).replace("${table}", table));
    }
    return generation;
  }

  /**
   * What adds the indexes and keys to tables that were loaded: SQL in parts that do not wait for
   * each other, the longest first. One of them fails when a row is there twice, which a key
   * refuses.
   */
  public static List<String> indexes(Generation generation) {
    List<String> parts =
        new ArrayList<>(List.of(script("model_indexes.sql", generation).split("\n\n")));
    for (String table : PLAIN)
      parts.add("create index on %s.%s (namespace, name)".formatted(generation.schema(), table));
    return parts;
  }

  /** Lets clients see this generation instead of the one before. */
  public static void activate(Connection connection, Generation generation) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute("drop view if exists projection." + table);
        statement.execute(
            "create view projection.%1$s as select * from %2$s.%1$s"
                .formatted(table, generation.schema()));
      }
      statement.execute("update projection.generation set active = false where active");
      statement.execute(
          "update projection.generation set active = true where number = " + generation.number());
    }
  }

  /** The generations that clients do not see. */
  public static List<Generation> inactive(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select number from projection.generation where not active order by number")) {
      List<Generation> found = new ArrayList<>();
      while (rows.next()) found.add(new Generation(rows.getInt(1)));
      return found;
    }
  }

  /**
   * Drops a generation with its reader's positions.
   *
   * @throws IllegalStateException when clients see it
   */
  public static void drop(Connection connection, Generation generation) throws SQLException {
    if (active(connection).equals(Optional.of(generation)))
      throw new IllegalStateException(
          "Expected to drop a generation that no client sees, but %d is the active one"
              .formatted(generation.number()));
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop schema if exists %s cascade".formatted(generation.schema()));
      for (String table :
          List.of("reader_partition", "reader_member", "blocked_key", "parked_record"))
        statement.execute(
            "delete from projection.%s where reader = '%s'".formatted(table, generation.reader()));
      statement.execute(
          "delete from projection.generation where not active and number = " + generation.number());
    }
  }

  private static String script(String name, Generation generation) {
    try (InputStream script = Generations.class.getResourceAsStream(name)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${schema}", generation.schema());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
