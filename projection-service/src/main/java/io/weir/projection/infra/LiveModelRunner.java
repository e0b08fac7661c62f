package io.weir.projection.infra;

import io.weir.projection.model.LiveModel;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Starts and stops the live model with the service, and looks for a swap made elsewhere. */
final class LiveModelRunner implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(LiveModelRunner.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final LiveModel live;
  private final boolean on;
  private CountDownLatch stop;
  private Thread thread;

  LiveModelRunner(LiveModel live, boolean on) {
    this.live = live;
    this.on = on;
  }

  @Override
  public synchronized void start() {
    if (!on) return;
    stop = new CountDownLatch(1);
    CountDownLatch mine = stop;
    thread = Thread.ofPlatform().name("weir-live-model").start(() -> follow(mine));
  }

  private void follow(CountDownLatch mine) {
    try {
      do {
        try {
          live.follow();
        } catch (SQLException | RuntimeException failure) {
          LOG.warn("The live model is tried again: {}", failure.toString());
        }
      } while (!mine.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void stop() {
    if (thread == null) return;
    stop.countDown();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    thread = null;
    live.close();
  }

  @Override
  public synchronized boolean isRunning() {
    return thread != null;
  }

  /** Web requests end first. */
  @Override
  public int getPhase() {
    return 0;
  }
}
