package io.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.deployment.CurrentJob;
import io.weir.command.deployment.DeploymentState;
import io.weir.events.deployment.ActualState;
import io.weir.executor.deployment.act.Submissions;
import java.util.List;

/** Once faults stop, whatever is under way ends, and nothing is left of what was torn down. */
final class EveryTransitionEnds implements Invariant {
  /** Nothing is awaited from the world any more. */
  static boolean atRest(DeploymentState state) {
    return state.transition().isEmpty()
        && state.job().filter(job -> job.phase() != CurrentJob.Phase.STARTED).isEmpty()
        && state.job().flatMap(CurrentJob::unreachable).isEmpty();
  }

  @Override
  public void calm(World world) {
    DeploymentState state = world.state();
    assertThat(atRest(state)).as("at rest: %s", state).isTrue();
    if (state.settled() == ActualState.RUNNING)
      assertThat(world.kubernetes().running()).as("pods of what is RUNNING").isNotEmpty();
    if (state.job().isEmpty())
      assertThat(world.kubernetes().emptyOfJobs())
          .as("nothing is left of removed clusters")
          .isTrue();
    List<String> mine = state.job().map(job -> Submissions.jarName(job.id())).stream().toList();
    assertThat(mine).as("programs of jobs that are there").containsAll(world.flink().programs());
  }
}
