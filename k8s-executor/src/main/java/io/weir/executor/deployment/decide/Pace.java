package io.weir.executor.deployment.decide;

import java.time.Duration;

/**
 * How often to look, and how long silence may last.
 *
 * @param open while something is being waited for
 * @param settled while nothing is; changes in Kubernetes wake at once anyway
 * @param lostAfter silence that is reported as a lost cluster
 */
public record Pace(Duration open, Duration settled, Duration lostAfter) {
  /** 300 ms, 10 s, 30 s. */
  public static final Pace DEFAULT =
      new Pace(Duration.ofMillis(300), Duration.ofSeconds(10), Duration.ofSeconds(30));
}
