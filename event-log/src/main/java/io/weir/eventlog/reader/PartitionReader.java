package io.weir.eventlog.reader;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies a topic to tables, live or in a rebuild, by the same code: per partition in order, each
 * batch in one PostgreSQL transaction with its position.
 *
 * <p>Any number of readers of one name may run, in any number of processes: a partition is applied
 * by the one that has claimed it, and those that are alive share them evenly. After a failure it
 * tries again, for ever.
 */
public final class PartitionReader<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionReader.class);
  private static final Duration BACKOFF = Duration.ofSeconds(1);
  private static final Duration END_WITHIN = Duration.ofSeconds(60);

  private final ReaderSettings settings;
  private final ReaderMetrics metrics;
  private final CatchUp catchUp;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  private PartitionReader(DataSource source, ReaderSettings settings, MeterRegistry registry) {
    this.settings = settings;
    this.metrics = new ReaderMetrics(registry, settings.name());
    this.catchUp = new CatchUp(source, settings);
  }

  /**
   * Starts a reader.
   *
   * @param source a pool of connections to the database that holds {@code partition_reader.sql}'s
   *     tables and the handler's; each thread uses one at a time
   * @param registry takes the meters {@code weir.reader.*}
   */
  public static <T> PartitionReader<T> start(
      DataSource source,
      ReaderSettings settings,
      RecordDecoder<T> decoder,
      BatchHandler<T> handler,
      ReaderListener<T> listener,
      MeterRegistry registry) {
    PartitionReader<T> reader = new PartitionReader<>(source, settings, registry);
    introduceThreads(source, settings);
    for (int i = 0; i < settings.threads(); i++) {
      ReaderSettings own = settings.ofThread(i);
      reader.threads.add(
          Thread.ofPlatform()
              .name("weir-reader-%s-%d".formatted(settings.name(), i))
              .start(
                  () ->
                      reader.run(
                          () ->
                              new ReaderLoop<>(
                                  source, own, decoder, handler, listener, reader.metrics))));
    }
    return reader;
  }

  /** So that the first thread leaves the others their shares from the beginning. */
  private static void introduceThreads(DataSource source, ReaderSettings settings) {
    try (Connection connection = source.getConnection()) {
      for (int i = 0; i < settings.threads(); i++) {
        new ReaderMembers(settings.ofThread(i)).signOfLife(connection);
      }
    } catch (SQLException away) {
      LOG.warn("Reader {} begins without its database: {}", settings.name(), away.toString());
    }
  }

  /**
   * Completes when every partition, by whichever process, has been applied up to where the topic
   * ended when this reader started, or up to {@link ReaderSettings#until}.
   */
  public CompletableFuture<Void> caughtUp() {
    return catchUp.done();
  }

  /** Finishes the batches under way, gives the partitions up and ends. */
  @Override
  public void close() {
    stop.countDown();
    try {
      for (Thread thread : threads) {
        if (!thread.join(END_WITHIN)) {
          throw new IllegalStateException(
              "Expected reader %s to end within %s, but it did not."
                  .formatted(settings.name(), END_WITHIN));
        }
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    metrics.close();
  }

  private void run(Supplier<ReaderLoop<T>> loops) {
    while (stop.getCount() > 0) {
      try (ReaderLoop<T> loop = loops.get()) {
        while (stop.getCount() > 0) {
          loop.step();
          catchUp.look();
        }
      } catch (SQLException | RuntimeException failure) {
        metrics.failed();
        LOG.warn("Reader {} begins again: {}", settings.name(), failure.toString());
        pause();
      }
    }
  }

  private void pause() {
    try {
      stop.await(BACKOFF.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      stop.countDown();
    }
  }
}
