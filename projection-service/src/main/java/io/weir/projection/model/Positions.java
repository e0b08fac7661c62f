package io.weir.projection.model;

import io.weir.eventlog.reader.Delivered;
import io.weir.eventlog.reader.ReaderListener;
import io.weir.events.wire.RecordedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * How far the read models have come, and waiting for it. What this process applied is known at
 * once; what another one applied is seen in the database within {@link #LOOK}.
 */
public final class Positions implements ReaderListener<RecordedEvent> {
  private static final Duration LOOK = Duration.ofMillis(50);

  private final DataSource source;
  private final Map<Integer, Long> applied = new HashMap<>();

  public Positions(DataSource source) {
    this.source = source;
  }

  @Override
  public void applied(int partition, List<Delivered<RecordedEvent>> records, long position) {
    raise(partition, position);
  }

  private synchronized void raise(int partition, long position) {
    applied.merge(partition, position, Math::max);
    notifyAll();
  }

  /**
   * Waits until the read models hold the event at a position.
   *
   * @return false when they do not by the end of the wait
   * @throws SQLException when the database cannot be asked
   */
  public boolean await(Position wanted, Duration wait) throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      if (known(wanted)) return true;
      long remaining = deadline - System.nanoTime();
      if (remaining <= 0) return inDatabase(wanted);
      waitForNews(wanted, Math.min(remaining, LOOK.toNanos()));
      if (!known(wanted)) inDatabase(wanted);
    }
  }

  private synchronized boolean known(Position wanted) {
    return applied.getOrDefault(wanted.partition(), 0L) >= wanted.index();
  }

  private synchronized void waitForNews(Position wanted, long nanos) throws InterruptedException {
    if (applied.getOrDefault(wanted.partition(), 0L) < wanted.index())
      wait(Math.max(1, nanos / 1_000_000));
  }

  private boolean inDatabase(Position wanted) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                """
                select position from projection.reader_partition
                 where partition = ?
                   and reader = 'projection-g' || (select number from projection.generation where active)
                """)) {
      select.setInt(1, wanted.partition());
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) raise(wanted.partition(), row.getLong(1));
      }
    }
    return known(wanted);
  }
}
