package io.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.deployment.CurrentJob;
import io.weir.command.deployment.DeploymentState;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobRescaleFailed;
import io.weir.events.deployment.JobRescaled;
import io.weir.events.deployment.RescaleRequested;
import io.weir.events.deployment.TransitionStarted;
import io.weir.events.spec.DesiredState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A job that took another scale is the same job and has that scale; one that did not is replaced,
 * or the reason is shown.
 */
final class ScaleIsWhatTheLogSays implements Invariant {
  private final Map<String, Long> told = new HashMap<>();
  private Optional<JobRescaleFailed> refused = Optional.empty();

  @Override
  public void recorded(DeploymentState before, DeploymentEvent event, DeploymentState after) {
    switch (event) {
      case RescaleRequested asked -> {
        count("asked");
        assertThat(running(before).id())
            .as("the job that is to be scaled")
            .isEqualTo(asked.jobId());
      }
      case JobRescaled done -> {
        count("rescaled");
        CurrentJob job = running(after);
        assertThat(job.id()).as("the job stays").isEqualTo(running(before).id());
        assertThat(job.spec().parallelism()).isEqualTo(done.parallelism());
        assertThat(job.generation()).isEqualTo(done.generation());
      }
      case JobRescaleFailed failed -> {
        count(failed.failure().reason().name());
        refused = Optional.of(failed);
      }
      case TransitionStarted next -> refused = Optional.empty();
      case JobRequested request -> {
        if (refused.filter(it -> it.upgradeStrategy().isPresent()).isPresent())
          count("replaced instead");
        refused = Optional.empty();
      }
      default -> {}
    }
  }

  private static CurrentJob running(DeploymentState state) {
    CurrentJob job = state.job().orElseThrow();
    assertThat(job.phase()).as("only a running job is scaled").isEqualTo(CurrentJob.Phase.STARTED);
    return job;
  }

  @Override
  public void calm(World world) {
    DeploymentState state = world.state();
    if (state.settled() != ActualState.RUNNING || state.wish().state() != DesiredState.RUNNING)
      return;
    CurrentJob job = state.job().orElseThrow();
    assertThat(job.scaling().underWay()).as("a change of scale, at rest").isEmpty();
    // Upgrade strategy NONE leaves a job alone that did not take its scale.
    if (job.scaling().failed()) return;
    assertThat(world.kubernetes().taskManagers(job.id().toString()))
        .as("TaskManagers of %s", job.spec().parallelism())
        .isEqualTo(job.spec().numberOfTaskManagers());
    assertThat(world.flink().wanted())
        .as("the scale that Flink keeps")
        .isEqualTo(job.spec().parallelism());
  }

  private void count(String what) {
    told.merge(what, 1L, Long::sum);
  }

  /** How often what happened. */
  Map<String, Long> told() {
    return told;
  }
}
