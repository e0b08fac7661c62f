package io.weir.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.deployment.CurrentJob;
import io.weir.command.sessions.SessionState;
import io.weir.events.deployment.JobSession;
import java.util.Optional;

/**
 * A job is nowhere but in its own cluster, or on the very start of the session cluster that the log
 * says; and nobody has asked for the removal of that start while the job is there. One that came
 * too late is no job of the log's any more.
 */
final class RunsWhereItWasPlaced implements Invariant {
  @Override
  public void stepped(World world) {
    for (SimulatedFlink.Place place : world.flink().places()) {
      if (NeverTwoJobs.isStray(world, place.id())) continue;
      Optional<JobSession> session =
          world
              .state()
              .job()
              .filter(job -> job.id().equals(place.id()))
              .flatMap(CurrentJob::placed)
              .map(CurrentJob.Placed::session);
      assertThat(place.cluster())
          .as("where job %s is", place.id())
          .isEqualTo(session.map(JobSession::clusterName).orElse(place.id().toString()));
      session.ifPresent(start -> isToStay(world.commands().sessions().state(), start));
    }
  }

  private static void isToStay(SessionState session, JobSession start) {
    assertThat(session.incarnation())
        .as("start %d of the session cluster, which has a job", start.incarnation())
        .hasValueSatisfying(
            there -> {
              assertThat(there.number()).isEqualTo(start.incarnation());
              assertThat(there.stopAttempt()).as("times it was to go").isZero();
            });
  }
}
