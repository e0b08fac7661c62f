package io.weir.command.infra;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/** Work of its own thread for as long as the service runs. */
abstract class BackgroundThread implements SmartLifecycle {
  private final String name;
  private volatile CountDownLatch stop = new CountDownLatch(1);
  private Thread thread;

  /**
   * @param name of the thread
   */
  BackgroundThread(String name) {
    this.name = name;
  }

  /** The work; returns soon after a stop was asked for. */
  abstract void work() throws InterruptedException;

  /**
   * Waits until a stop is asked for, or so long.
   *
   * @return whether a stop is asked for
   */
  final boolean stopsWithin(Duration time) throws InterruptedException {
    return stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Waits until a stop is asked for. */
  final void awaitStop() throws InterruptedException {
    stop.await();
  }

  /** Whether a stop is asked for. */
  final boolean stopping() {
    return stop.getCount() == 0;
  }

  @Override
  public final synchronized void start() {
    stop = new CountDownLatch(1);
    thread = Thread.ofPlatform().name(name).start(this::run);
  }

  @Override
  public final synchronized void stop() {
    stop.countDown();
    if (thread == null) return;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }

  @Override
  public final synchronized boolean isRunning() {
    return thread != null;
  }

  private void run() {
    try {
      work();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
