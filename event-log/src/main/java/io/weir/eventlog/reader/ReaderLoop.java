package io.weir.eventlog.reader;

import io.weir.eventlog.Failpoint;
import io.weir.eventlog.LogRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread's share of the partitions: claim, poll, apply. What one poll gave is applied in one
 * transaction; if that fails, each partition by itself. A partition in which something failed is
 * given up and claimed again, so that everything known about it is read anew; the others go on.
 */
final class ReaderLoop<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderLoop.class);
  private static final Duration LONGEST_UPKEEP = Duration.ofSeconds(1);

  private final DataSource source;
  private final ReaderSettings settings;
  private final ReaderMembers members;
  private final BatchTransaction<T> batches;
  private final ReleaseTransaction<T> releases;
  private final ReaderListener<T> listener;
  private final ReaderMetrics metrics;
  private final PartitionConsumer consumer;
  private final TreeMap<Integer, PartitionClaim> claims = new TreeMap<>();
  private final Set<Integer> halted = new HashSet<>();
  private final long upkeepNanos;
  private long nextUpkeep = System.nanoTime();

  /**
   * @param settings its owner is this loop's own
   */
  ReaderLoop(
      DataSource source,
      ReaderSettings settings,
      RecordDecoder<T> decoder,
      BatchHandler<T> handler,
      ReaderListener<T> listener,
      ReaderMetrics metrics) {
    this.source = source;
    this.settings = settings;
    this.members = new ReaderMembers(settings);
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
    if (!batch.isEmpty() && !applyTogether(batch)) {
      batch.forEach(this::apply);
    }
    consumer.lags().forEach(metrics::lag);
  }

  /** The partitions that this loop may apply now. */
  Set<Integer> claimed() {
    return Set.copyOf(claims.keySet());
  }

  /**
   * Says that this loop is alive, extends its claims, releases keys that operators want to be tried
   * again; then gives up what is more than its share, or claims what is free of it.
   */
  void upkeep() throws SQLException {
    try {
      keepClaims();
    } catch (SQLException | RuntimeException failure) {
      List.copyOf(claims.keySet()).forEach(partition -> failed(partition, failure));
    }
    int share;
    List<Integer> free = List.of();
    try (Connection connection = source.getConnection()) {
      share = FairShare.of(settings.owner(), members.signOfLife(connection), settings.partitions());
      if (claims.size() < share) {
        free = PartitionClaim.free(connection, settings);
      }
    }
    while (claims.size() > share) {
      handOver(claims.lastEntry().getValue());
    }
    for (int partition : free) {
      if (claims.size() < share && !claims.containsKey(partition) && !halted.contains(partition)) {
        claim(partition);
      }
    }
  }

  private void keepClaims() throws SQLException {
    if (claims.isEmpty()) {
      return;
    }
    List<ReleaseTransaction.Request> requests;
    Set<Integer> kept;
    try (Connection connection = source.getConnection()) {
      kept = PartitionClaim.extend(connection, settings, claims.values());
      requests = releases.requested(connection, kept);
    }
    for (int partition : List.copyOf(claims.keySet())) {
      if (!kept.contains(partition)) {
        drop(partition, "another claim has begun");
      }
    }
    for (ReleaseTransaction.Request request : requests) {
      if (claims.containsKey(request.partition())) {
        guarded(request.partition(), () -> release(claims.get(request.partition()), request.key()));
      }
    }
  }

  /** Between two batches, so that the next owner starts where this one ended. */
  private void handOver(PartitionClaim claim) throws SQLException {
    drop(claim.partition(), "it is another reader's share now");
    try (Connection connection = source.getConnection()) {
      claim.end(connection);
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

  /** False when nothing is applied, since it failed for one of the partitions at least. */
  private boolean applyTogether(Map<Integer, List<LogRecord>> batch) {
    List<BatchTransaction.Slice> slices =
        batch.entrySet().stream()
            .map(one -> new BatchTransaction.Slice(claims.get(one.getKey()), one.getValue()))
            .toList();
    try {
      batches.applyTogether(slices).forEach(this::applied);
      return true;
    } catch (SQLException | RuntimeException failure) {
      LOG.info(
          "Reader {} applies {} partitions one by one: {}",
          settings.name(),
          slices.size(),
          failure.toString());
      return false;
    }
  }

  private void apply(int partition, List<LogRecord> records) {
    BatchTransaction.Slice slice = new BatchTransaction.Slice(claims.get(partition), records);
    guarded(partition, () -> applied(batches.apply(slice)));
  }

  private void applied(BatchTransaction.Applied<T> applied) {
    metrics.applied(applied.delivered().size());
    for (BatchTransaction.Blocked blocked : applied.blocked()) {
      metrics.blocked();
      LOG.error(
          "Reader {} has blocked key {} at offset {} of partition {}: {}",
          settings.name(),
          blocked.key(),
          blocked.offset(),
          applied.partition(),
          blocked.reason());
      listener.blocked(applied.partition(), blocked.key(), blocked.offset(), blocked.reason());
    }
    if (!applied.delivered().isEmpty()) {
      listener.applied(applied.partition(), applied.delivered(), applied.position());
    }
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
      failed(partition, failure);
    }
  }

  private void failed(int partition, Exception failure) {
    metrics.failed();
    LOG.warn(
        "Reader {} tries partition {} again: {}", settings.name(), partition, failure.toString());
    drop(partition, failure.toString());
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
      members.leave(connection);
    }
  }

  /** A step that may fail as a database does. */
  @FunctionalInterface
  private interface Work {
    void run() throws SQLException;
  }
}
