package io.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;

/** No savepoint stops a job twice. */
final class StopsOnce implements Invariant {
  @Override
  public void stepped(World world) {
    assertThat(world.flink().mostStops())
        .as("stops that were begun by one savepoint")
        .isLessThanOrEqualTo(1);
  }
}
