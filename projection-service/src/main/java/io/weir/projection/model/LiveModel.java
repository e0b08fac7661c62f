package io.weir.projection.model;

import io.weir.eventlog.reader.PartitionReader;
import io.weir.eventlog.reader.ReaderListener;
import io.weir.events.wire.RecordedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Keeps the generation that clients see up with the log, also after another one was swapped in. */
public final class LiveModel implements AutoCloseable {
  private final DataSource source;
  private final ModelReaders readers;
  private final ReaderListener<RecordedEvent> listener;
  private final int threads;
  private Optional<Running> running = Optional.empty();

  private record Running(Generation generation, PartitionReader<RecordedEvent> reader) {}

  /**
   * @param listener hears of what is committed
   * @param threads how many threads share the partitions
   */
  public LiveModel(
      DataSource source,
      ModelReaders readers,
      ReaderListener<RecordedEvent> listener,
      int threads) {
    this.source = source;
    this.readers = readers;
    this.listener = listener;
    this.threads = threads;
  }

  /**
   * Reads for the generation that clients see now; does nothing when it does so already.
   *
   * @throws SQLException when the database cannot be asked; what ran goes on
   */
  public synchronized void follow() throws SQLException {
    Generation active = active();
    if (running.map(Running::generation).equals(Optional.of(active))) return;
    close();
    running =
        Optional.of(
            new Running(active, readers.start(active, Optional.empty(), threads, listener)));
  }

  /** The generation that is read for; empty before the first {@link #follow}. */
  public synchronized Optional<Generation> generation() {
    return running.map(Running::generation);
  }

  /** Whether it holds what the log held when its reader started. */
  public synchronized boolean caughtUp() {
    return running.filter(r -> r.reader().caughtUp().isDone()).isPresent();
  }

  private Generation active() throws SQLException {
    try (Connection connection = source.getConnection()) {
      Optional<Generation> active = Generations.active(connection);
      if (active.isPresent()) return active.get();
      connection.setAutoCommit(false);
      Generation first = Generations.activeOrFirst(connection);
      connection.commit();
      return first;
    }
  }

  @Override
  public synchronized void close() {
    running.ifPresent(r -> r.reader().close());
    running = Optional.empty();
  }
}
