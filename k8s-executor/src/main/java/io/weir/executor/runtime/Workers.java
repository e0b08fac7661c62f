package io.weir.executor.runtime;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Threads that take due keys and work on them.
 *
 * @param <K> a key
 */
public final class Workers<K> implements AutoCloseable {
  private final WorkQueue<K> queue;
  private final Function<K, Optional<Duration>> work;
  private final BiConsumer<K, RuntimeException> failed;
  private final BackOff backOff;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final Map<K, Integer> failures = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running;

  /**
   * Prepares workers; they begin with {@link #start}.
   *
   * @param work one pass over a key; returns when to look again
   * @param failed is told a pass that threw; the key comes again after the back-off
   */
  public Workers(
      WorkQueue<K> queue,
      Function<K, Optional<Duration>> work,
      BiConsumer<K, RuntimeException> failed,
      BackOff backOff,
      RandomGenerator random,
      InstantSource clock) {
    this.queue = queue;
    this.work = work;
    this.failed = failed;
    this.backOff = backOff;
    this.random = random;
    this.clock = clock;
  }

  /** Starts this many threads. */
  public synchronized void start(int count) {
    running = true;
    for (int i = 0; i < count; i++)
      threads.add(Thread.ofPlatform().name("worker-" + i).start(this::run));
  }

  /** Finishes the passes that are under way and ends. */
  @Override
  public synchronized void close() {
    running = false;
    queue.wakeAll();
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      thread.interrupt();
    }
    threads.clear();
  }

  private void run() {
    while (running) {
      try {
        Optional<K> key = queue.take(clock.instant());
        if (key.isPresent()) workOn(key.get());
        else queue.awaitWork(clock.instant());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** One pass over a key that was taken. */
  void workOn(K key) {
    try {
      Optional<Duration> again = work.apply(key);
      failures.remove(key);
      again.ifPresent(wait -> queue.add(key, Lane.ROUTINE, clock.instant().plus(wait)));
    } catch (RuntimeException e) {
      int count = failures.merge(key, 1, Integer::sum);
      failed.accept(key, e);
      queue.add(key, Lane.ROUTINE, clock.instant().plus(backOff.after(count, random)));
    } finally {
      queue.done(key);
    }
  }
}
