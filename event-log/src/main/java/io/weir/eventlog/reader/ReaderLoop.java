package io.weir.eventlog.reader;

import io.weir.eventlog.Failpoint;
import io.weir.eventlog.LogRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread's share of the partitions: claim, poll, apply. A partition in which something failed
 * is given up and claimed again, so that everything known about it is read anew; the others go on.
 */
final class ReaderLoop<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderLoop.class);
  private static final Duration LONGEST_UPKEEP = Duration.ofSeconds(1);

  private final DataSource source;
  private final ReaderSettings settings;
  private final Collection<Integer> share;
  private final int maxClaims;
  private final BatchTransaction<T> batches;
  private final ReleaseTransaction<T> releases;
  private final ReaderListener<T> listener;
  private final ReaderMetrics metrics;
  private final PartitionConsumer consumer;
  private final Map<Integer, PartitionClaim> claims = new TreeMap<>();
  private final Set<Integer> halted = new HashSet<>();
  private final long upkeepNanos;
  private long nextUpkeep = System.nanoTime();

  /**
   * @param share the partitions that this loop may claim
   * @param maxClaims at most so many of them
   */
  ReaderLoop(
      DataSource source,
      ReaderSettings settings,
      Collection<Integer> share,
      int maxClaims,
      RecordDecoder<T> decoder,
      BatchHandler<T> handler,
      ReaderListener<T> listener,
      ReaderMetrics metrics) {
    this.source = source;
    this.settings = settings;
    this.share = List.copyOf(share);
    this.maxClaims = maxClaims;
    this.batches = new BatchTransaction<>(source, settings, decoder, handler);
    this.releases = new ReleaseTransaction<>(source, settings, decoder, handler);
    this.listener = listener;
    this.metrics = metrics;
    this.consumer = new PartitionConsumer(settings);
    this.upkeepNanos = Math.min(settings.lease().toNanos() / 3, LONGEST_UPKEEP.toNanos());
  }

  /** Keeps the claims up, reads once, applies what came. */
  void step() throws SQLException {
    if (System.nanoTime() - nextUpkeep >= 0) {
      upkeep();
      nextUpkeep = System.nanoTime() + upkeepNanos;
    }
    read();
  }

  /** Polls once and applies what came. */
  void read() {
    Map<Integer, List<LogRecord>> batch;
    try {
      batch = consumer.poll(settings.pollWait());
    } catch (GapInTopicException gap) {
      gap.partitions().forEach(this::halt);
      return;
    }
    Failpoint.hit(ReaderFailpoints.AFTER_POLL);
    batch.forEach(this::apply);
    consumer.lags().forEach(metrics::lag);
  }

  /** The partitions that this loop may apply now. */
  Set<Integer> claimed() {
    return Set.copyOf(claims.keySet());
  }

  /**
   * Extends the claims, releases keys that operators want to be tried again, claims what is free.
   */
  void upkeep() throws SQLException {
    for (PartitionClaim claim : List.copyOf(claims.values())) {
      guarded(
          claim.partition(),
          () -> {
            try (Connection connection = source.getConnection()) {
              claim.extend(connection);
            }
            for (String key : releases.requested(claim)) {
              release(claim, key);
            }
          });
    }
    for (int partition : share) {
      if (claims.size() < maxClaims
          && !claims.containsKey(partition)
          && !halted.contains(partition)) {
        claim(partition);
      }
    }
  }

  private void claim(int partition) throws SQLException {
    try (Connection connection = source.getConnection()) {
      PartitionClaim.claim(connection, settings, partition)
          .ifPresent(
              claim -> {
                Failpoint.hit(ReaderFailpoints.AFTER_CLAIM);
                consumer.add(partition, claim.nextOffset());
                claims.put(partition, claim);
                metrics.claimed(1);
                listener.claimed(partition);
              });
    }
  }

  private void apply(int partition, List<LogRecord> records) {
    PartitionClaim claim = claims.get(partition);
    guarded(
        partition,
        () -> {
          BatchTransaction.Applied<T> applied = batches.apply(claim, records);
          metrics.applied(applied.delivered().size());
          for (BatchTransaction.Blocked blocked : applied.blocked()) {
            metrics.blocked();
            LOG.error(
                "Reader {} has blocked key {} at offset {} of partition {}: {}",
                settings.name(),
                blocked.key(),
                blocked.offset(),
                partition,
                blocked.reason());
            listener.blocked(partition, blocked.key(), blocked.offset(), blocked.reason());
          }
          if (!applied.delivered().isEmpty()) {
            listener.applied(partition, applied.delivered(), applied.position());
          }
        });
  }

  private void release(PartitionClaim claim, String key) throws SQLException {
    List<Delivered<T>> applied = releases.release(claim, key);
    if (!applied.isEmpty()) {
      metrics.applied(applied.size());
      listener.released(claim.partition(), key, applied);
    }
  }

  /** A step in one partition; its failure is the partition's alone. */
  private void guarded(int partition, Work work) {
    try {
      work.run();
    } catch (ClaimLostException lost) {
      drop(partition, lost.getMessage());
    } catch (SQLException | RuntimeException failure) {
      metrics.failed();
      LOG.warn(
          "Reader {} tries partition {} again: {}", settings.name(), partition, failure.toString());
      drop(partition, failure.toString());
    }
  }

  private void drop(int partition, String reason) {
    if (claims.remove(partition) != null) {
      consumer.remove(partition);
      metrics.claimed(-1);
      listener.lost(partition, reason);
    }
  }

  private void halt(int partition, String reason) {
    LOG.error("Reader {} stands at partition {}: {}", settings.name(), partition, reason);
    halted.add(partition);
    metrics.halted();
    drop(partition, reason);
    listener.halted(partition, reason);
  }

  /** Ends as a crash would, as far as others can see: the claims last until their leases end. */
  void abandon() {
    metrics.claimed(-claims.size());
    consumer.close();
  }

  @Override
  public void close() throws SQLException {
    abandon();
    try (Connection connection = source.getConnection()) {
      for (PartitionClaim claim : claims.values()) {
        claim.end(connection);
      }
    }
  }

  /** A step that may fail as a database does. */
  @FunctionalInterface
  private interface Work {
    void run() throws SQLException;
  }
}
