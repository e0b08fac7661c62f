package io.weir.projection.rebuild;

import io.weir.eventlog.Failpoint;
import io.weir.eventlog.reader.PartitionReader;
import io.weir.events.wire.RecordedEvent;
import io.weir.projection.model.Generation;
import io.weir.projection.model.Generations;
import io.weir.projection.model.ModelReaders;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Builds the read models anew beside the live ones, from the log and by the same code, compares
 * both at the same place of the log, and lets clients see the new ones if asked to. Until that last
 * step clients see the old ones, wherever this ends.
 */
public final class Rebuild {
  private final DataSource source;
  private final ModelReaders readers;
  private final int threads;
  private final Duration stall;
  private volatile Progress progress = new Progress();

  /**
   * @param source a pool; a rebuild holds three connections and one per thread
   * @param threads how many threads apply the log
   * @param stall how long nothing may move before it ends as a failure
   */
  public Rebuild(DataSource source, ModelReaders readers, int threads, Duration stall) {
    this.source = source;
    this.readers = readers;
    this.threads = threads;
    this.stall = stall;
  }

  /** How the last rebuild of this process stands. */
  public RebuildReport report() {
    return progress.report();
  }

  /**
   * Builds, compares and, if asked to, swaps; the generation that is not seen in the end is
   * dropped.
   *
   * @param swap whether clients are to see the new generation
   * @throws RebuildRunningException when another one is under way anywhere
   * @throws RebuildStalledException when it does not get to its end; clients see what they saw
   */
  public RebuildReport run(boolean swap) throws SQLException {
    RebuildLock lock = RebuildLock.take(source);
    try {
      return runAlone(swap);
    } finally {
      lock.close();
    }
  }

  private RebuildReport runAlone(boolean swap) throws SQLException {
    Progress mine = new Progress();
    progress = mine;
    try {
      dropUnseen();
      build(mine, swap);
      mine.done();
      return mine.report();
    } catch (SQLException | RuntimeException failure) {
      mine.failed(failure);
      dropUnseen(failure);
      throw failure;
    } catch (Error failure) {
      mine.failed(failure);
      throw failure;
    }
  }

  private void build(Progress mine, boolean swap) throws SQLException {
    Generation live = Transactions.call(source, Generations::activeOrFirst);
    boolean sameShape =
        Transactions.call(source, c -> Generations.shape(c, live)) == Generations.SHAPE;
    Generation next = Transactions.call(source, Generations::createToLoad);
    Failpoint.hit(RebuildFailpoints.AFTER_CREATE);
    Map<Integer, Long> seen = nextOffsets(live);
    mine.building(next, seen.values().stream().mapToLong(Long::longValue).sum());
    applyUntil(next, seen, mine);
    Failpoint.hit(RebuildFailpoints.AFTER_BUILD);
    mine.indexing();
    Transactions.each(source, Generations.indexes(next), threads);
    Failpoint.hit(RebuildFailpoints.AFTER_INDEX);
    mine.comparing();
    if (sameShape) mine.compared(compare(live, next, mine));
    Failpoint.hit(RebuildFailpoints.AFTER_COMPARE);
    if (swap) {
      mine.swapping();
      swap(live, next, mine);
    }
    Failpoint.hit(RebuildFailpoints.AFTER_SWAP);
    dropUnseen();
  }

  private Map<Integer, Long> nextOffsets(Generation generation) throws SQLException {
    return Transactions.call(source, c -> ReaderOffsets.of(c, generation, readers.partitions()));
  }

  private void applyUntil(Generation generation, Map<Integer, Long> until, Progress mine) {
    try (PartitionReader<RecordedEvent> reader =
        readers.start(generation, Optional.of(until), threads, mine)) {
      mine.awaitEnd(reader.caughtUp(), () -> place(generation), stall);
    }
  }

  /**
   * Fixes the live model in a snapshot, with the place in the log that belongs to it, brings the
   * new one to exactly that place and compares. The live model goes on meanwhile.
   */
  private List<TableComparison> compare(Generation live, Generation next, Progress mine)
      throws SQLException {
    try (Connection snapshot = source.getConnection()) {
      Transactions.beginSnapshot(snapshot);
      try {
        Map<Integer, Long> place = ReaderOffsets.of(snapshot, live, readers.partitions());
        applyUntil(next, place, mine);
        return Transactions.call(source, c -> Comparison.of(snapshot, live, c, next));
      } finally {
        snapshot.rollback();
      }
    }
  }

  private void swap(Generation live, Generation next, Progress mine) throws SQLException {
    try (PartitionReader<RecordedEvent> reader =
        readers.start(next, Optional.empty(), threads, mine)) {
      mine.awaitEnd(reader.caughtUp(), () -> place(next), stall);
      Failpoint.hit(RebuildFailpoints.BEFORE_SWAP);
      Swap.run(source, live, next, readers.partitions());
    }
  }

  /** How far a generation's reader has come; 0 while the database does not say. */
  private long place(Generation generation) {
    try {
      return nextOffsets(generation).values().stream().mapToLong(Long::longValue).sum();
    } catch (SQLException unanswered) {
      return 0;
    }
  }

  /** Makes room at once; what is left when this fails, too, goes with the next rebuild. */
  private void dropUnseen(Exception because) {
    try {
      dropUnseen();
    } catch (SQLException | RuntimeException left) {
      because.addSuppressed(left);
    }
  }

  /** What an earlier rebuild left when it was cut short, or what clients saw before this one. */
  private void dropUnseen() throws SQLException {
    Transactions.run(
        source,
        connection -> {
          for (Generation generation : Generations.inactive(connection))
            Generations.drop(connection, generation);
        });
  }
}
