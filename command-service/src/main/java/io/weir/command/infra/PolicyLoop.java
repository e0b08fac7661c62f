package io.weir.command.infra;

import io.weir.command.gate.SavepointPolicies;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the policies that are due, for as long as the service runs. */
final class PolicyLoop extends BackgroundThread {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyLoop.class);

  private final SavepointPolicies policies;
  private final InstantSource clock;
  private final Duration every;

  PolicyLoop(SavepointPolicies policies, InstantSource clock, Duration every) {
    super("weir-policies");
    this.policies = policies;
    this.clock = clock;
    this.every = every;
  }

  @Override
  void work() throws InterruptedException {
    while (!stopsWithin(every)) lookAtAll();
  }

  private void lookAtAll() {
    try {
      for (UUID deployment : policies.due(clock.instant())) {
        if (stopping()) return;
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
