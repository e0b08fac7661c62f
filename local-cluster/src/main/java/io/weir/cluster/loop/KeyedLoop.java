package io.weir.cluster.loop;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at keys when told to: level-triggered, so many calls may end in one look. Looks at one key
 * never overlap; different keys are looked at side by side, each on a virtual thread.
 */
public final class KeyedLoop<K> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyedLoop.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(50);
  private static final int MOST_DOUBLINGS = 9;

  /** One look at one key. */
  public interface Look<K> {
    /**
     * Observes, decides and acts. Must be repeatable.
     *
     * @return when to look again though nobody asks; empty for never
     * @throws Exception a failed look: it is repeated, later each time, up to every 25 s
     */
    Optional<Duration> at(K key) throws Exception;
  }

  private final String name;
  private final Look<K> look;
  private final Map<K, Entry> entries = new HashMap<>();
  private final ExecutorService workers;
  private final ScheduledExecutorService timer;
  private boolean closed;

  /**
   * @param name for thread names and messages
   */
  public KeyedLoop(String name, Look<K> look) {
    this.name = name;
    this.look = look;
    this.workers =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name(name + "-timer").factory());
  }

  /** Looks at the key as soon as possible; during a look at it, once more after that. */
  public synchronized void look(K key) {
    if (closed) {
      return;
    }
    Entry entry = entries.computeIfAbsent(key, any -> new Entry());
    if (entry.running) {
      entry.again = true;
    } else {
      entry.running = true;
      workers.execute(() -> run(key, entry));
    }
  }

  /** Ends the loop: looks under way are interrupted and waited for, for at most 5 s. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    timer.shutdownNow();
    workers.shutdownNow();
    try {
      if (!workers.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("Expected all looks of {} to end within 5 s, but some go on", name);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(K key, Entry entry) {
    boolean more = true;
    while (more) {
      Optional<Duration> next;
      int failures = 0;
      try {
        next = look.at(key);
      } catch (Exception | LinkageError | AssertionError failure) {
        failures = entry.failures + 1;
        next = Optional.of(FIRST_RETRY.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS)));
        report(key, failure, failures);
      }
      more = finish(key, entry, failures, next);
    }
  }

  private synchronized boolean finish(K key, Entry entry, int failures, Optional<Duration> next) {
    entry.failures = failures;
    if (closed) {
      return false;
    }
    if (entry.again) {
      entry.again = false;
      return true;
    }
    entry.running = false;
    if (entry.timer != null) {
      entry.timer.cancel(false);
      entry.timer = null;
    }
    if (next.isPresent()) {
      long millis = Math.max(1, next.get().toMillis());
      entry.timer = timer.schedule(() -> look(key), millis, TimeUnit.MILLISECONDS);
    } else {
      entries.remove(key);
    }
    return false;
  }

  private synchronized void report(K key, Throwable failure, int failures) {
    if (closed || failure instanceof InterruptedException) {
      return;
    }
    // Conflicts with another writer are everyday and pass at once; what stays is worth a line.
    if (failures == 3 || failures % 10 == 0) {
      LOG.warn("{}: look {} at {} failed, will look again", name, failures, key, failure);
    } else {
      LOG.debug("{}: look {} at {} failed, will look again", name, failures, key, failure);
    }
  }

  private static final class Entry {
    private boolean running;
    private boolean again;
    private int failures;
    private ScheduledFuture<?> timer;
  }
}
