package io.weir.projection.rebuild;

import io.weir.eventlog.Failpoint;
import io.weir.projection.model.Generation;
import io.weir.projection.model.Generations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/** Lets clients see the new generation instead of the old one, in one transaction. */
final class Swap {
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final int ATTEMPTS = 5;

  private Swap() {}

  /**
   * Swaps, not before the new generation holds all that clients saw of the old one: nobody reads
   * backwards.
   *
   * @throws IllegalStateException when the new one does not get there
   */
  static void run(DataSource source, Generation live, Generation next, int partitions)
      throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        Transactions.run(source, connection -> attempt(connection, live, next, partitions));
        return;
      } catch (SQLException busy) {
        // Queries and the swap may wait for each other's tables; PostgreSQL then ends one of them.
        boolean passing = busy.getSQLState() != null && busy.getSQLState().matches("40P01|55P03");
        if (!passing || attempt == ATTEMPTS) throw busy;
      }
    }
  }

  private static void attempt(
      Connection connection, Generation live, Generation next, int partitions) throws SQLException {
    holdStill(connection, live);
    Map<Integer, Long> seen = ReaderOffsets.of(connection, live, partitions);
    long deadline = System.nanoTime() + WAIT.toNanos();
    while (!ReaderOffsets.reached(ReaderOffsets.of(connection, next, partitions), seen)) {
      if (System.nanoTime() > deadline)
        throw new IllegalStateException(
            "Expected generation %d to hold what clients see of generation %d within %s, but it does not"
                .formatted(next.number(), live.number(), WAIT));
      pause();
    }
    try (PreparedStatement limit = connection.prepareStatement("set local lock_timeout = '2s'")) {
      limit.execute();
    }
    Generations.activate(connection, next);
    Failpoint.hit(RebuildFailpoints.BEFORE_SWAP_COMMIT);
  }

  /** The old generation's reader waits at its next batch until this transaction ends. */
  private static void holdStill(Connection connection, Generation live) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement(
            "select 1 from projection.reader_partition where reader = ? order by partition for update")) {
      lock.setString(1, live.reader());
      lock.execute();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Expected to wait for the swap, but was interrupted");
    }
  }
}
