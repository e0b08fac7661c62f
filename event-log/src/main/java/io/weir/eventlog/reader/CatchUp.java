package io.weir.eventlog.reader;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/** Whether all partitions are applied up to an end that was fixed at the start. */
final class CatchUp {
  private final DataSource source;
  private final ReaderSettings settings;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private Map<Integer, Long> ends;

  CatchUp(DataSource source, ReaderSettings settings) {
    this.source = source;
    this.settings = settings;
  }

  CompletableFuture<Void> done() {
    return done;
  }

  /** Looks at the positions in the database, as other processes' partitions count, too. */
  synchronized void look() throws SQLException {
    if (done.isDone()) {
      return;
    }
    if (ends == null) {
      ends =
          settings
              .until()
              .orElseGet(() -> TopicEnds.of(settings.bootstrapServers(), settings.topic()));
    }
    Map<Integer, Long> next = nextOffsets();
    boolean all =
        ends.entrySet().stream()
            .allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue());
    if (all) {
      done.complete(null);
    }
  }

  private Map<Integer, Long> nextOffsets() throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "select partition, next_offset from reader_partition where reader = ? and next_offset is not null")) {
      statement.setString(1, settings.name());
      Map<Integer, Long> next = new HashMap<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          next.put(row.getInt(1), row.getLong(2));
        }
      }
      return next;
    }
  }
}
