package io.weir.command.infra;

import io.weir.command.gate.SavepointPolicies;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks at the policies that are due, for as long as the service runs. */
final class PolicyLoop implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyLoop.class);

  private final SavepointPolicies policies;
  private final InstantSource clock;
  private final Duration every;
  private volatile CountDownLatch stop = new CountDownLatch(1);
  private Thread thread;

  PolicyLoop(SavepointPolicies policies, InstantSource clock, Duration every) {
    this.policies = policies;
    this.clock = clock;
    this.every = every;
  }

  @Override
  public void start() {
    stop = new CountDownLatch(1);
    thread = Thread.ofPlatform().name("weir-policies").start(this::run);
  }

  @Override
  public void stop() {
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
  public boolean isRunning() {
    return thread != null;
  }

  private void run() {
    try {
      while (!stop.await(every.toMillis(), TimeUnit.MILLISECONDS)) lookAtAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lookAtAll() {
    try {
      for (UUID deployment : policies.due(clock.instant())) {
        if (stop.getCount() == 0) return;
        look(deployment, clock.instant());
      }
    } catch (RuntimeException away) {
      LOG.warn(
          "The policies that are due could not be found, and are asked for again: {}",
          away.getMessage());
    }
  }

  /** One that fails does not keep the others waiting. */
  private void look(UUID deployment, Instant now) {
    try {
      policies.look(deployment, now);
    } catch (RuntimeException failure) {
      LOG.warn(
          "The savepoint policy of deployment {} is looked at again later", deployment, failure);
    }
  }
}
