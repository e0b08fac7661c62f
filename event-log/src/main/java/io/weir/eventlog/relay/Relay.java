package io.weir.eventlog.relay;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the event store's rows to the topic, for as long as it runs, on a thread of its own.
 *
 * <p>Any number may run; one leads. At least once: after a failure, events are sent again, with the
 * same bytes. Whatever fails, it backs off and begins a new term.
 */
public final class Relay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  /** An open transaction ends without telling anyone, so a held relay looks again soon. */
  private static final Duration LONGEST_HELD = Duration.ofMillis(10);

  private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);
  private static final Duration END_WITHIN = Duration.ofSeconds(60);

  private final DataSource source;
  private final RelaySettings settings;
  private final RelayMetrics metrics;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  private Relay(DataSource source, RelaySettings settings, MeterRegistry registry) {
    this.source = source;
    this.settings = settings;
    this.metrics = new RelayMetrics(registry, settings.name());
    this.thread = Thread.ofPlatform().name("weir-relay").unstarted(this::run);
  }

  /**
   * Starts a relay.
   *
   * @param source gives connections to the event store's primary; one is kept while leading, so
   *     keep one of the pool free for it
   * @param registry takes the meters {@code weir.relay.*}
   */
  public static Relay start(DataSource source, RelaySettings settings, MeterRegistry registry) {
    Relay relay = new Relay(source, settings, registry);
    relay.thread.start();
    return relay;
  }

  /** Whether this relay leads now; of all that run, at most one does for long. */
  public boolean leads() {
    return metrics.isLeading();
  }

  /** Asks the relay to end; {@link #close} waits for it. */
  public void stop() {
    stop.countDown();
  }

  /** Finishes the batch under way, gives up leadership and ends. Closing twice does nothing. */
  @Override
  public void close() {
    stop();
    try {
      if (!thread.join(END_WITHIN)) {
        throw new IllegalStateException(
            "Expected relay %s to end within %s, but it did not."
                .formatted(settings.name(), END_WITHIN));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    metrics.close();
  }

  private void run() {
    Duration backoff = FIRST_BACKOFF;
    while (!stopped()) {
      try {
        Optional<RelayTerm> term = RelayTerm.begin(source, settings);
        if (term.isPresent()) {
          backoff = FIRST_BACKOFF;
          lead(term.get());
        } else {
          pause(settings.longestWait());
        }
      } catch (SQLException | RuntimeException failure) {
        metrics.failed();
        LOG.warn(
            "Relay {} begins again in {} ms: {}",
            settings.name(),
            backoff.toMillis(),
            failure.toString());
        pause(backoff);
        backoff = min(backoff.multipliedBy(2), LONGEST_BACKOFF);
      }
    }
  }

  private void lead(RelayTerm term) throws SQLException {
    LOG.info("Relay {} leads from position {}.", settings.name(), term.position());
    metrics.leading(true);
    try (term) {
      Duration wait = settings.shortestWait();
      long began = System.nanoTime();
      while (!stopped()) {
        long before = began;
        began = System.nanoTime();
        RelayTerm.Step step = term.step();
        metrics.stepped(step, term);
        switch (step) {
          case SENT -> {
            wait = settings.shortestWait();
            pause(
                RelayPace.restAfter(
                    term.lastAcknowledged(),
                    term.underWay() > 0,
                    Duration.ofNanos(began - before),
                    Duration.ofNanos(System.nanoTime() - began)));
          }
          case HELD -> {
            term.await(min(wait, LONGEST_HELD));
            wait = min(wait.multipliedBy(2), settings.longestWait());
          }
          case IDLE -> {
            if (term.waiting()) {
              term.await(wait);
              wait = min(wait.multipliedBy(2), settings.longestWait());
            } else {
              term.beginToWait();
            }
          }
        }
      }
      term.finish();
    } finally {
      metrics.leading(false);
    }
  }

  private boolean stopped() {
    return stop.getCount() == 0;
  }

  private void pause(Duration duration) {
    try {
      stop.await(duration.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      stop.countDown();
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
