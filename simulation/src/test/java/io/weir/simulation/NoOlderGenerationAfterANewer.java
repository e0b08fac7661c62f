package io.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.deployment.DeploymentState;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.DeploymentSpecRevised;
import io.weir.events.deployment.JobRequested;

/** What was replaced never comes back: generations only grow, in the wish and in the jobs. */
final class NoOlderGenerationAfterANewer implements Invariant {
  private long ran;

  @Override
  public void recorded(DeploymentState before, DeploymentEvent event, DeploymentState after) {
    if (event instanceof DeploymentSpecRevised revised)
      assertThat(revised.generation())
          .as("the generation of the wish")
          .isGreaterThanOrEqualTo(before.wish().generation());
    if (event instanceof JobRequested requested) {
      assertThat(requested.generation())
          .as("the generation of the job: the newest, and never older than one that ran")
          .isEqualTo(before.wish().generation())
          .isGreaterThanOrEqualTo(ran);
      ran = requested.generation();
    }
  }
}
