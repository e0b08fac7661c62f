package io.weir.executor.intake;

import static io.weir.executor.testing.Intents.DEPLOYMENT;
import static io.weir.executor.testing.Intents.JOB;
import static io.weir.executor.testing.Intents.NOON;
import static io.weir.executor.testing.Intents.SAVEPOINT;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.deployment.ClusterRemoved;
import io.weir.events.deployment.DataFate;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobSession;
import io.weir.events.deployment.JobStarted;
import io.weir.events.deployment.SavepointDisposalFailed;
import io.weir.events.deployment.SavepointDisposalRequested;
import io.weir.events.deployment.SavepointDisposalStarted;
import io.weir.events.deployment.SavepointDisposed;
import io.weir.events.targets.DeploymentTargetDeleted;
import io.weir.events.wire.RecordedEvent;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.decide.SessionIntent;
import io.weir.executor.testing.Intents;
import io.weir.executor.testing.LogTopics;
import io.weir.executor.testing.Sessions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DesiresTest {
  private final List<String> told = new ArrayList<>();
  private final Desires desires = new Desires((id, wish) -> told.add(wish ? "wish" : "routine"));

  @Test
  void saysNothingBeforeTheLogWasReadToItsEnd() {
    desires.fold(event(0, Intents.aJob()));
    assertThat(desires.of(DEPLOYMENT)).isEmpty();
    assertThat(told).isEmpty();
    desires.caughtUp();
    assertThat(desires.of(DEPLOYMENT)).isPresent();
    assertThat(told).containsExactly("routine");
  }

  @Test
  void tellsWishesFromFacts() {
    desires.caughtUp();
    desires.fold(event(0, Intents.aJob()));
    desires.fold(event(1, new JobStarted(DEPLOYMENT, JOB, NOON, Optional.empty())));
    assertThat(told).containsExactly("wish", "routine");
  }

  @Test
  void aDisposalIsAWishThatNeedsNoJob() {
    desires.fold(event(0, asked(1)));
    desires.caughtUp();
    assertThat(told).containsExactly("routine");
    assertThat(desires.of(DEPLOYMENT).orElseThrow().disposals()).hasSize(1);
    desires.fold(event(1, new SavepointDisposalStarted(DEPLOYMENT, SAVEPOINT)));
    assertThat(desires.of(DEPLOYMENT).orElseThrow().disposals().getFirst().started()).isTrue();
    desires.fold(event(2, new SavepointDisposed(DEPLOYMENT, SAVEPOINT, DataFate.REMOVED)));
    assertThat(desires.of(DEPLOYMENT).orElseThrow().wantsWork()).isFalse();
    desires.fold(event(3, asked(1)));
    assertThat(told).last().isEqualTo("wish");
  }

  /** The time of the next attempt is in the log, so it is the same after a restart. */
  @Test
  void aDisposalThatFailedIsAWishAgainForLater() {
    desires.fold(event(0, asked(1)));
    desires.fold(
        event(
            1,
            new SavepointDisposalFailed(
                DEPLOYMENT,
                SAVEPOINT,
                new Failure(FailureReason.DATA_NOT_REMOVED, "It is there.", Optional.empty(), NOON),
                1,
                Optional.of(NOON.plusSeconds(60)))));
    desires.fold(event(2, asked(2)));
    desires.caughtUp();
    assertThat(desires.of(DEPLOYMENT).orElseThrow().disposals())
        .singleElement()
        .satisfies(
            intent -> {
              assertThat(intent.request().attempt()).isEqualTo(2);
              assertThat(intent.started()).isFalse();
            });
  }

  private static SavepointDisposalRequested asked(int attempt) {
    return new SavepointDisposalRequested(
        DEPLOYMENT, SAVEPOINT, "file:/sp", attempt, NOON, NOON.plusSeconds(600));
  }

  @Test
  void foldsARepeatedEventOnce() {
    desires.caughtUp();
    desires.fold(event(0, Intents.aJob()));
    desires.fold(event(0, Intents.aJob()));
    assertThat(desires.of(DEPLOYMENT).orElseThrow().jobs()).hasSize(1);
  }

  @Test
  void actsOnNothingAfterAGap() {
    desires.caughtUp();
    desires.fold(event(0, Intents.aJob()));
    desires.fold(event(2, new ClusterRemoved(DEPLOYMENT, JOB, "job-" + JOB)));
    assertThat(desires.of(DEPLOYMENT)).isEmpty();
    assertThat(desires.blocked().get(DEPLOYMENT)).contains("event 1", "event 2");
  }

  @Test
  void actsOnNothingOnceTheLogIsLost() {
    desires.fold(event(0, Intents.aJob()));
    desires.caughtUp();
    desires.lost();
    assertThat(desires.of(DEPLOYMENT)).isEmpty();
  }

  @Test
  void blocksOnlyTheDeploymentThatCannotBeRead() {
    desires.caughtUp();
    desires.fold(event(0, Intents.aJob()));
    desires.block(JOB, "undecodable");
    assertThat(desires.of(DEPLOYMENT)).isPresent();
    desires.block(DEPLOYMENT, "undecodable");
    assertThat(desires.of(DEPLOYMENT)).isEmpty();
  }

  @Test
  void knowsTheJobsOfAStartThatTheLogHasDoneWith() {
    SessionIntent first = Sessions.after(Sessions.STARTED);
    desires.caughtUp();
    desires.fold(event(0, Sessions.placed(Intents.aJob())));
    assertThat(desires.givenUp(first)).isEmpty();

    desires.fold(event(1, new ClusterRemoved(DEPLOYMENT, JOB, "job-" + JOB)));

    assertThat(desires.givenUp(first)).containsExactly(JOB);
  }

  @Test
  void ofAnEarlierStartNothingCanGoOn() {
    GivenUpJobs jobs = new GivenUpJobs();
    UUID later = new UUID(1, 2);
    jobs.fold(placed(JOB, 1), new ClusterRemoved(DEPLOYMENT, JOB, "any"));
    jobs.fold(placed(later, 2), new ClusterRemoved(DEPLOYMENT, later, "any"));
    assertThat(jobs.on(Sessions.SESSION, 1)).isEmpty();
    assertThat(jobs.on(Sessions.SESSION, 2)).containsExactly(later);

    jobs.fold(placed(JOB, 1), new ClusterRemoved(DEPLOYMENT, JOB, "any"));
    assertThat(jobs.on(Sessions.SESSION, 2)).as("a word that comes late").containsExactly(later);
    assertThat(jobs.on(Sessions.SESSION, 1)).isEmpty();
  }

  private static Desired placed(UUID jobId, long incarnation) {
    JobRequested job = Intents.aJob();
    return Desired.empty(DEPLOYMENT)
        .evolve(
            LogTopics.metadata(DEPLOYMENT, 0),
            new JobRequested(
                job.deploymentId(),
                job.transitionId(),
                jobId,
                job.clusterName(),
                job.generation(),
                job.target(),
                Optional.of(
                    new JobSession(Sessions.SESSION, "shared", incarnation, Sessions.CLUSTER)),
                job.spec(),
                job.restore(),
                job.attempt(),
                job.maxAttempts(),
                job.notBefore(),
                job.deadline()));
  }

  @Test
  void aTargetAsksForNothing() {
    desires.caughtUp();

    desires.fold(
        new RecordedEvent(
            LogTopics.metadata(DEPLOYMENT, 0), new DeploymentTargetDeleted(DEPLOYMENT)));

    assertThat(told).isEmpty();
    assertThat(desires.of(DEPLOYMENT)).isEmpty();
    assertThat(desires.blocked()).isEmpty();
  }

  @Test
  void knowsAJobByItsNamespaceWhileItsClusterIsNotRemoved() {
    desires.fold(event(0, Intents.aJob()));
    assertThat(desires.job("default", JOB)).isPresent();
    assertThat(desires.job("other", JOB)).isEmpty();
    assertThat(desires.job("default", DEPLOYMENT)).isEmpty();
    desires.fold(event(1, new ClusterRemoved(DEPLOYMENT, JOB, "job-" + JOB)));
    assertThat(desires.job("default", JOB)).isEmpty();
  }

  private static RecordedEvent event(long sequence, DeploymentEvent event) {
    return new RecordedEvent(LogTopics.metadata(DEPLOYMENT, sequence), event);
  }
}
