package io.weir.command.infra;

import io.weir.command.gate.NamespaceRemoval;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Goes on with the removal of namespaces for as long as the service runs. */
final class NamespaceSweep implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(NamespaceSweep.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final NamespaceRemoval removal;
  private volatile CountDownLatch stop = new CountDownLatch(1);
  private Thread thread;

  NamespaceSweep(NamespaceRemoval removal) {
    this.removal = removal;
  }

  @Override
  public void start() {
    stop = new CountDownLatch(1);
    thread = Thread.ofPlatform().name("weir-namespaces").start(this::run);
  }

  @Override
  public void stop() {
    stop.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread = null;
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void run() {
    try {
      while (!stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pass() {
    try {
      removal.pass();
    } catch (RuntimeException later) {
      // The database is away, most likely; the next pass finds what is left.
      LOG.debug("Namespaces wait: {}", later.toString());
    }
  }
}
