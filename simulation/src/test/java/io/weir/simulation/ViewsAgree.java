package io.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.deployment.DeploymentState;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.projection.deployments.DeploymentProjector;
import io.weir.projection.deployments.DeploymentView;
import java.util.Optional;

/** Clients are shown what the aggregate is, after every event. */
final class ViewsAgree implements Invariant {
  private final World world;
  private Optional<DeploymentView> view = Optional.empty();

  ViewsAgree(World world) {
    this.world = world;
  }

  @Override
  public void recorded(DeploymentState before, DeploymentEvent event, DeploymentState after) {
    DeploymentView now =
        DeploymentProjector.fold(view, world.commands().log().getLast().metadata(), event);
    view = Optional.of(now);
    assertThat(now.status().state()).as("the state after %s", event).isEqualTo(after.actual());
    assertThat(now.generation()).isEqualTo(after.wish().generation());
    assertThat(now.deleted()).isEqualTo(after.deleted());
    assertThat(now.status().job().map(job -> job.id())).isEqualTo(after.job().map(job -> job.id()));
    assertThat(now.status().transition().map(t -> t.target()))
        .isEqualTo(after.transition().map(t -> t.target()));
    assertThat(now.status().failure().isPresent())
        .as("a reason is shown if and only if it is FAILED")
        .isEqualTo(after.actual() == ActualState.FAILED);
  }
}
