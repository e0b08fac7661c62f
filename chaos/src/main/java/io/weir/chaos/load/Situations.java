package io.weir.chaos.load;

import io.weir.chaos.weir.ChildWeir;
import io.weir.eventlog.Partitions;
import io.weir.standalone.data.PortTable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Brings about what everyday life rarely does, so that the failpoints in it are reached: a rebuild
 * under way, a key whose records are parked and released, an index of the store that nobody fills,
 * a change of scale, a job on a session cluster.
 */
public final class Situations {
  private static final String PARK = "reader.after-park";
  private static final Set<String> RELEASE =
      Set.of("reader.before-release-commit", "reader.after-release-commit");
  private static final Set<String> SCALES =
      Set.of(
          "executor.before-rescale",
          "executor.after-rescale",
          "executor.before-scale",
          "executor.after-scale");
  private static final Map<String, String> SCHEMAS =
      Map.of("command-service", "command", "projection-service", "projection");

  private final ChildWeir weir;
  private final Supplier<Set<String>> written;
  private final String moving;
  private final Runnable rescale;
  private final SessionGuest guest;

  /**
   * @param written the deployments that get events now
   * @param moving the deployment that gets reports now
   * @param rescale has the moving job take another scale the next time it runs
   * @param guest who is on a session cluster
   */
  public Situations(
      ChildWeir weir,
      Supplier<Set<String>> written,
      String moving,
      Runnable rescale,
      SessionGuest guest) {
    this.weir = weir;
    this.written = written;
    this.moving = moving;
    this.rescale = rescale;
    this.guest = guest;
  }

  /** Does what leads to a failpoint; to be called again and again until it was reached. */
  public void provoke(String part, String failpoint) throws InterruptedException {
    try {
      if (failpoint.startsWith("rebuild.")) {
        weir.client(PortTable.Name.PROJECTION).postJson("/internal/rebuild", "");
      } else if (failpoint.equals("relay.after-fence")) {
        leaveHole();
      } else if (SCALES.contains(failpoint)) {
        rescale.run();
      } else if (failpoint.endsWith("-program")) {
        guest.move();
      } else if (failpoint.equals(PARK)) {
        // Released when it is over: what is to be parked may take a while to come.
        block(part);
      } else if (RELEASE.contains(failpoint)) {
        block(part);
        TimeUnit.MILLISECONDS.sleep(500);
        release(part);
      } else {
        return;
      }
    } catch (IOException | SQLException partIsDown) {
      // Tried again in a moment.
    }
    TimeUnit.MILLISECONDS.sleep(300);
  }

  /** Undoes what was brought about for a service's failpoint. */
  public void calm(String part) {
    if (SCHEMAS.containsKey(part)) {
      try {
        release(part);
      } catch (SQLException databaseIsDown) {
        // The end of the campaign releases what is left.
      }
    }
  }

  /** Releases every key that is still blocked; returns those that stay so. */
  public List<String> releaseAll() throws InterruptedException, SQLException {
    for (int look = 0; look < 60; look++) {
      for (String part : SCHEMAS.keySet()) {
        release(part);
      }
      if (blocked().isEmpty()) {
        return List.of();
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
    return blocked();
  }

  private List<String> blocked() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select reader || ' ' || record_key from projection.blocked_key union all select reader || ' ' || record_key from command.blocked_key")) {
      List<String> keys = new ArrayList<>();
      while (rows.next()) {
        keys.add(rows.getString(1));
      }
      return keys;
    }
  }

  /**
   * What a transaction leaves that drew an index and was rolled back, with a later one after it.
   */
  private void leaveHole() throws SQLException, InterruptedException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select pg_current_xact_id()");
      statement.execute(
          "select nextval(pg_get_serial_sequence('command.domain_event', 'global_index'))");
      TimeUnit.MILLISECONDS.sleep(300);
      connection.rollback();
    }
  }

  /**
   * Blocks a key in the readers of a service, as a record would that they cannot decode yet: what
   * comes for the key is parked in order until it is released.
   */
  private void block(String part) throws SQLException {
    String schema = SCHEMAS.get(part);
    String key =
        part.equals("command-service") ? moving : written.get().stream().findFirst().orElse(moving);
    try (Connection connection = connect();
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into %1$s.blocked_key (reader, record_key, partition, at_offset, reason, blocked_at)
                select distinct reader, ?, ?::int, 0, 'blocked by the chaos campaign', now()
                  from %1$s.reader_partition where lease_until > now()
                on conflict do nothing
                """
                    .formatted(schema))) {
      insert.setString(1, key);
      insert.setInt(2, Partitions.of(key, 8));
      insert.executeUpdate();
    }
  }

  private void release(String part) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "update %s.blocked_key set release_requested = true".formatted(SCHEMAS.get(part)));
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/weir?user=postgres&loginTimeout=5&socketTimeout=20"
            .formatted(weir.portOf(PortTable.Name.DATABASE)));
  }
}
