package io.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.deployment.CurrentJob;
import io.weir.command.deployment.DeploymentState;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.JobRequested;
import java.util.List;

/** At most one job of a deployment runs, and none that the log has given up. */
final class NeverTwoJobs implements Invariant {
  @Override
  public void recorded(DeploymentState before, DeploymentEvent event, DeploymentState after) {
    if (event instanceof JobRequested)
      assertThat(before.job()).as("a job that is not proven gone").isEmpty();
  }

  @Override
  public void stepped(World world) {
    List<String> running =
        world.kubernetes().running().stream()
            .filter(pod -> !pod.shared())
            .map(SimulatedKubernetes.Pod::job)
            .distinct()
            .toList();
    assertThat(running).as("jobs whose pods run").hasSizeLessThanOrEqualTo(1);
    assertThat(world.flink().processing()).as("places that process").hasSizeLessThanOrEqualTo(1);
    assertThat(world.state().job().map(CurrentJob::id).stream().toList())
        .as("the log's job, while it processes")
        .containsAll(world.flink().processing());
    assertThat(world.state().job().map(job -> job.id().toString()).stream().toList())
        .as("the log's job, while its pod runs")
        .containsAll(running);
  }
}
