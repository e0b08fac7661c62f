package io.weir.executor.deployment.decide;

import static io.weir.executor.deployment.decide.Seens.aPod;
import static io.weir.executor.deployment.decide.Seens.cluster;
import static io.weir.executor.deployment.decide.Seens.facts;
import static io.weir.executor.deployment.decide.Seens.job;
import static io.weir.executor.deployment.decide.Seens.kubernetesSilent;
import static io.weir.executor.deployment.decide.Seens.object;
import static io.weir.executor.deployment.decide.Seens.objects;
import static io.weir.executor.testing.Intents.DEPLOYMENT;
import static io.weir.executor.testing.Intents.JOB;
import static io.weir.executor.testing.Intents.NOON;
import static io.weir.executor.testing.Intents.SAVEPOINT;
import static io.weir.executor.testing.Intents.TRANSITION;
import static io.weir.executor.testing.Intents.aJob;
import static io.weir.executor.testing.Intents.aSavepoint;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.deployment.ClusterTeardownRequested;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.JobFinished;
import io.weir.events.deployment.JobStarted;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.SavepointEffect;
import io.weir.events.deployment.StopMode;
import io.weir.events.report.ClusterGone;
import io.weir.events.report.JobEnded;
import io.weir.events.report.RetainedCheckpoint;
import io.weir.events.report.SavepointWritten;
import io.weir.events.report.StopFailed;
import io.weir.events.report.TeardownIncomplete;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Stopping and tearing down. */
class EndDecidersTest {
  private static final JobStarted STARTED = new JobStarted(DEPLOYMENT, JOB, NOON, Optional.empty());
  private static final Instant LATE = NOON.plusSeconds(60);
  private static final JobIntent CANCEL = job(aJob(), STARTED, stop(StopMode.CANCEL));
  private static final JobIntent ABANDONED = job(aJob(), stop(StopMode.CANCEL));
  private static final JobIntent AFTER_SAVEPOINT =
      job(aJob(), STARTED, stop(StopMode.AFTER_SAVEPOINT));
  private static final JobIntent TEARDOWN =
      job(
          aJob(),
          STARTED,
          new JobFinished(DEPLOYMENT, JOB, NOON),
          new ClusterTeardownRequested(DEPLOYMENT, JOB, "job-" + JOB, "default", 1, LATE));

  private static JobStopRequested stop(StopMode mode) {
    return new JobStopRequested(DEPLOYMENT, TRANSITION, JOB, mode, Optional.empty(), LATE);
  }

  @Test
  void cancelsAndWaitsForTheEnd() {
    assertThat(cluster().job(JobStatus.RUNNING).decide(CANCEL).actions())
        .containsExactly(new Action.CancelJob(Seens.JOB_MANAGER, JobIdentity.same(JOB)));
    assertThat(cluster().job(JobStatus.CANCELLING).decide(CANCEL).actions()).isEmpty();
    RetainedCheckpoint kept = new RetainedCheckpoint("file:/chk-1", NOON);
    assertThat(facts(cluster().job(JobStatus.CANCELED).retained(Seen.present(kept)).decide(CANCEL)))
        .containsExactly(
            new JobEnded(
                DEPLOYMENT, JOB, FinalStatus.CANCELED, Optional.empty(), Optional.of(kept)));
  }

  /** Such a stop ended only by its deadline. */
  @Test
  void needsNoDeadlineWhenTheJobManagerCameBackAfterTheEnd() {
    JobResult finished = new JobResult(FinalStatus.FINISHED, Optional.empty());
    Seens idle = cluster().jobUnknownToFlink(Programs.NONE);
    assertThat(facts(idle.result(finished).decide(AFTER_SAVEPOINT)))
        .containsExactly(
            new JobEnded(
                DEPLOYMENT, JOB, FinalStatus.FINISHED, Optional.empty(), Optional.empty()));

    Instant now = NOON.plusSeconds(20);
    assertThat(facts(cluster().at(now).idleSince(now.minusSeconds(4)).decide(CANCEL))).isEmpty();
    assertThat(facts(cluster().at(now).idleSince(now.minusSeconds(5)).decide(CANCEL)))
        .singleElement()
        .isInstanceOfSatisfying(
            JobEnded.class, end -> assertThat(end.finalStatus()).isEqualTo(FinalStatus.UNKNOWN));
  }

  @Test
  void cancelsNothingThatItCannotSee() {
    assertThat(cluster().flinkSilent().decide(CANCEL).actions()).isEmpty();
    assertThat(kubernetesSilent().decide(CANCEL).actions()).isEmpty();
  }

  @Test
  void endsAStartThatFlinkHasNotShownByDeletingItsJobManager() {
    assertThat(cluster().flinkSilent().decide(ABANDONED).actions())
        .containsExactly(new Action.Delete("default", List.of(object(Part.JOB_MANAGER).ref())));
    assertThat(objects(false).decide(ABANDONED).wantsLiveLook()).isTrue();
    assertThat(facts(objects(true).decide(ABANDONED)))
        .containsExactly(
            new JobEnded(
                DEPLOYMENT, JOB, FinalStatus.CANCELED, Optional.empty(), Optional.empty()));
  }

  @Test
  void doesNotCancelAJobThatEndsWithItsSavepoint() {
    assertThat(cluster().job(JobStatus.RUNNING).decide(AFTER_SAVEPOINT).actions()).isEmpty();
    assertThat(facts(cluster().job(JobStatus.FINISHED).decide(AFTER_SAVEPOINT)))
        .singleElement()
        .isInstanceOf(JobEnded.class);
  }

  @Test
  void keepsASavepointThatWasCompleteWhenItWasAbandoned() {
    JobIntent job = job(aJob(), STARTED, aSavepoint(SavepointEffect.STOP), stop(StopMode.CANCEL));
    Decision decision =
        cluster()
            .job(JobStatus.FINISHED)
            .trigger(new TriggerView.Written("file:/sp", Optional.empty()))
            .decide(job);
    assertThat(facts(decision).getFirst())
        .isEqualTo(new SavepointWritten(DEPLOYMENT, JOB, SAVEPOINT, "file:/sp", Optional.empty()));
  }

  @Test
  void saysThatAJobDidNotEndInTime() {
    for (Seens late :
        List.of(
            cluster().job(JobStatus.RUNNING),
            cluster().job(JobStatus.CANCELLING),
            cluster().flinkSilent(),
            kubernetesSilent()))
      assertThat(facts(late.at(LATE).decide(CANCEL)))
          .singleElement()
          .isInstanceOf(StopFailed.class);
  }

  @Test
  void tearsDownOnlyWhatItSeesLive() {
    assertThat(cluster().decide(TEARDOWN).wantsLiveLook()).isTrue();
    assertThat(objects(false).decide(TEARDOWN).wantsLiveLook())
        .as("an empty cache does not mean that nothing is left")
        .isTrue();
    assertThat(kubernetesSilent().decide(TEARDOWN).actions()).isEmpty();
  }

  @Test
  void deletesTheParentThenLeftoversThenFlinksOwnMaps() {
    assertThat(cluster().live().decide(TEARDOWN).actions())
        .containsExactly(new Action.Delete("default", List.of(object(Part.OWNER).ref())));
    assertThat(objects(true, Part.SERVICE).decide(TEARDOWN).actions())
        .containsExactly(new Action.Delete("default", List.of(object(Part.SERVICE).ref())));
    ObjectRef map = new ObjectRef("ConfigMap", "ha", "ha-uid");
    assertThat(objects(true).pods(aPod(true)).haMaps(map).decide(TEARDOWN).actions())
        .containsExactly(new Action.Delete("default", List.of(aPod(true).ref())));
    assertThat(objects(true).haMaps(map).decide(TEARDOWN).actions())
        .containsExactly(new Action.Delete("default", List.of(map)));
    assertThat(facts(objects(true).decide(TEARDOWN)))
        .containsExactly(new ClusterGone(DEPLOYMENT, JOB, Optional.empty()));
  }

  @Test
  void removesWhatFlinkKeptInItsStorageLastOfAll() {
    String directory = "file:///ha/" + JOB;
    assertThat(objects(true).haData(directory).decide(TEARDOWN).actions())
        .containsExactly(new Action.RemoveHaData(directory, JOB.toString()));
    assertThat(objects(true, Part.SERVICE).haData(directory).decide(TEARDOWN).actions())
        .as("who runs may still write")
        .noneMatch(Action.RemoveHaData.class::isInstance);
    WriteFailure refused = new WriteFailure(FailureReason.DATA_NOT_REMOVED, "read-only");
    assertThat(facts(objects(true).haData(directory).refused(refused).decide(TEARDOWN)))
        .as("files that cannot be removed hold nothing up")
        .containsExactly(new ClusterGone(DEPLOYMENT, JOB, Optional.empty()));
    assertThat(facts(objects(true).haData(directory).at(LATE).decide(TEARDOWN)))
        .containsExactly(new ClusterGone(DEPLOYMENT, JOB, Optional.empty()));
  }

  @Test
  void tellsTheCheckpointOfAJobWhoseEndNobodySaw() {
    RetainedCheckpoint kept = new RetainedCheckpoint("file:/checkpoints/chk-52", NOON);
    assertThat(facts(objects(true).retained(Seen.present(kept)).decide(TEARDOWN)))
        .containsExactly(new ClusterGone(DEPLOYMENT, JOB, Optional.of(kept)));
    assertThat(facts(objects(true).retained(Seen.unknown("no storage")).decide(TEARDOWN)))
        .containsExactly(new ClusterGone(DEPLOYMENT, JOB, Optional.empty()));
  }

  @Test
  void saysWhatIsLeftAfterTheDeadline() {
    assertThat(facts(objects(true, Part.SERVICE).at(LATE).decide(TEARDOWN)))
        .singleElement()
        .isInstanceOfSatisfying(
            TeardownIncomplete.class,
            fact -> assertThat(fact.remaining()).containsExactly("Service/job-" + JOB));
    assertThat(facts(kubernetesSilent().at(LATE).decide(TEARDOWN)))
        .singleElement()
        .isInstanceOf(TeardownIncomplete.class);
    assertThat(facts(objects(true).at(LATE).decide(TEARDOWN)))
        .as("late, but gone")
        .containsExactly(new ClusterGone(DEPLOYMENT, JOB, Optional.empty()));
  }

  @Test
  void leavesTheClusterOfAnEndedJobUntilItIsToldToRemoveIt() {
    JobIntent ended = job(aJob(), STARTED, new JobFinished(DEPLOYMENT, JOB, NOON));
    assertThat(cluster().live().job(JobStatus.FINISHED).decide(ended).actions()).isEmpty();
  }
}
