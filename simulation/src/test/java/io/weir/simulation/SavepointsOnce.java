package io.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;

/** No savepoint that a job goes on after is written twice, whoever knows the id of its trigger. */
final class SavepointsOnce implements Invariant {
  @Override
  public void stepped(World world) {
    assertThat(world.flink().mostCopies())
        .as("complete savepoints in one savepoint's own directory")
        .isLessThanOrEqualTo(1);
  }
}
