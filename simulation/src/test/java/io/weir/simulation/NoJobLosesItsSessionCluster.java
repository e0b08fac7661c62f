package io.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.deployment.CurrentJob;
import io.weir.command.deployment.DeploymentState;
import io.weir.command.sessions.SessionState;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.JobRequested;
import io.weir.events.sessions.SessionClusterState;
import java.util.Optional;

/**
 * While a job runs on a session cluster, its very start stays; and a session cluster ends as well.
 */
final class NoJobLosesItsSessionCluster implements Invariant {
  private final World world;

  NoJobLosesItsSessionCluster(World world) {
    this.world = world;
  }

  /** Nothing is awaited of it from the world any more. */
  static boolean atRest(SessionState session) {
    return switch (session.actual()) {
      case STOPPED, RUNNING -> true;
      case FAILED -> session.incarnation().isEmpty();
      case STARTING, UPDATING, STOPPING -> false;
    };
  }

  @Override
  public void recorded(DeploymentState before, DeploymentEvent event, DeploymentState after) {
    if (event instanceof JobRequested requested && requested.session().isPresent())
      assertThat(requested.session().get().incarnation())
          .as("a start that is there, or the next one")
          .isBetween(
              world.commands().sessions().state().starts(),
              world.commands().sessions().state().starts() + 1);
  }

  @Override
  public void stepped(World world) {
    Optional<CurrentJob.Placed> placed =
        Optional.ofNullable(world.state())
            .flatMap(DeploymentState::job)
            .filter(job -> job.phase() == CurrentJob.Phase.STARTED)
            .flatMap(CurrentJob::placed);
    if (placed.isEmpty()) return;
    assertThat(world.commands().sessions().state().incarnation())
        .as("the start that a job runs on")
        .hasValueSatisfying(
            incarnation -> {
              assertThat(incarnation.number()).isEqualTo(placed.get().session().incarnation());
              assertThat(incarnation.stopAttempt()).as("times it was to go").isZero();
            });
  }

  @Override
  public void calm(World world) {
    SessionState session = world.commands().sessions().state();
    if (session == null) return;
    assertThat(atRest(session)).as("at rest: %s", session).isTrue();
    if (session.actual() == SessionClusterState.STOPPED)
      assertThat(world.kubernetes().emptyOfSessions()).as("nothing of it is left").isTrue();
  }
}
