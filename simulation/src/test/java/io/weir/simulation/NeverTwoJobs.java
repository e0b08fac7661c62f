package io.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.deployment.CurrentJob;
import io.weir.command.deployment.DeploymentState;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.JobRequested;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * At most one job of a deployment runs, and none that the log has given up, but for one whose main
 * method comes too late: that is cancelled.
 */
final class NeverTwoJobs implements Invariant {
  /** Until the executor has seen it and could cancel it, in spite of all that gets lost. */
  private static final int STRAY_STEPS = 100;

  private final Map<UUID, Integer> goesOn = new HashMap<>();
  private final Set<UUID> strays = new HashSet<>();

  /** How many jobs appeared after they had been given up. */
  int strays() {
    return strays.size();
  }

  @Override
  public void calm(World world) {
    assertThat(strays(world)).as("jobs that go on although they were given up").isEmpty();
  }

  /** Whether the main method of this job came to its end when nobody waited for it any more. */
  static boolean isStray(World world, UUID jobId) {
    return world.flink().slow(jobId)
        && world.state().job().filter(job -> job.id().equals(jobId)).isEmpty();
  }

  private static List<UUID> strays(World world) {
    return world.flink().processing().stream().filter(job -> isStray(world, job)).toList();
  }

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
    List<UUID> late = strays(world);
    List<UUID> processing = new ArrayList<>(world.flink().processing());
    processing.removeAll(late);
    assertThat(processing).as("places that process").hasSizeLessThanOrEqualTo(1);
    assertThat(world.state().job().map(CurrentJob::id).stream().toList())
        .as("the log's job, while it processes")
        .containsAll(processing);
    goesOn.keySet().retainAll(late);
    for (UUID stray : late)
      assertThat(goesOn.merge(stray, 1, Integer::sum))
          .as("steps that %s goes on although it was given up", stray)
          .isLessThanOrEqualTo(STRAY_STEPS);
    strays.addAll(late);
    assertThat(world.state().job().map(job -> job.id().toString()).stream().toList())
        .as("the log's job, while its pod runs")
        .containsAll(running);
  }
}
