package io.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.deployment.DeploymentState;

/** A service that starts anew and folds the log is where the one before was. */
final class ReplayEqualsLive implements Invariant {
  @Override
  public void calm(World world) {
    DeploymentState replayed = null;
    for (int i = 0; i < world.commands().log().size(); i++)
      replayed =
          DeploymentState.evolve(
              replayed, world.commands().log().get(i).event(), world.commands().causes().get(i));
    assertThat(replayed).isEqualTo(world.state());
    SessionSide sessions = world.commands().sessions();
    assertThat(sessions.replayed()).isEqualTo(sessions.state());
  }
}
