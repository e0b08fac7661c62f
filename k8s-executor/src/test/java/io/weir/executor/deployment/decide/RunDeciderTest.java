package io.weir.executor.deployment.decide;

import static io.weir.executor.deployment.decide.Seens.cluster;
import static io.weir.executor.deployment.decide.Seens.facts;
import static io.weir.executor.deployment.decide.Seens.job;
import static io.weir.executor.deployment.decide.Seens.kubernetesSilent;
import static io.weir.executor.deployment.decide.Seens.object;
import static io.weir.executor.testing.Intents.DEPLOYMENT;
import static io.weir.executor.testing.Intents.JOB;
import static io.weir.executor.testing.Intents.NOON;
import static io.weir.executor.testing.Intents.SAVEPOINT;
import static io.weir.executor.testing.Intents.aJob;
import static io.weir.executor.testing.Intents.aSavepoint;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.deployment.ClusterUnreachable;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.JobRestartsObserved;
import io.weir.events.deployment.JobStarted;
import io.weir.events.deployment.SavepointEffect;
import io.weir.events.deployment.SavepointTriggered;
import io.weir.events.report.ClusterFound;
import io.weir.events.report.ClusterLost;
import io.weir.events.report.ForeignChangePutBack;
import io.weir.events.report.JobEnded;
import io.weir.events.report.RestartsCounted;
import io.weir.events.report.RetainedCheckpoint;
import io.weir.events.report.SavepointAccepted;
import io.weir.events.report.SavepointUnsuccessful;
import io.weir.events.report.SavepointWritten;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RunDeciderTest {
  private static final JobStarted STARTED = new JobStarted(DEPLOYMENT, JOB, NOON, Optional.empty());
  private static final JobIntent RUNNING = job(aJob(), STARTED);
  private static final JobIntent COPYING =
      job(aJob(), STARTED, aSavepoint(SavepointEffect.KEEP_RUNNING));
  private static final JobIntent STOPPING = job(aJob(), STARTED, aSavepoint(SavepointEffect.STOP));
  private static final JobIntent COPYING_ACCEPTED =
      job(
          aJob(),
          STARTED,
          aSavepoint(SavepointEffect.KEEP_RUNNING),
          new SavepointTriggered(DEPLOYMENT, SAVEPOINT));
  private static final JobIntent STOPPING_ACCEPTED =
      job(
          aJob(),
          STARTED,
          aSavepoint(SavepointEffect.STOP),
          new SavepointTriggered(DEPLOYMENT, SAVEPOINT));
  private static final TriggerView.Written WRITTEN =
      new TriggerView.Written("file:/state/savepoint/sp", Optional.of(9L));
  private static final SavepointWritten FACT =
      new SavepointWritten(DEPLOYMENT, JOB, SAVEPOINT, "file:/state/savepoint/sp", Optional.of(9L));
  private static final RetainedCheckpoint CHECKPOINT = new RetainedCheckpoint("file:/chk-7", NOON);
  private static final Instant SAVEPOINT_LATE = NOON.plus(Duration.ofMinutes(2));

  @Test
  void leavesARunningJobAlone() {
    assertThat(cluster().job(JobStatus.RUNNING).decide(RUNNING))
        .isEqualTo(new Decision(Why.RUNS, List.of(), Optional.of(Pace.DEFAULT.settled())));
    assertThat(cluster().job(JobStatus.RESTARTING).decide(RUNNING).actions())
        .as("a TaskManager's death is Flink's own business")
        .isEmpty();
  }

  @Test
  void concludesNothingFromSilence() {
    assertThat(kubernetesSilent().decide(RUNNING).actions()).isEmpty();
    assertThat(cluster().flinkSilent().decide(RUNNING).actions()).isEmpty();
  }

  @Test
  void saysThatNothingAnswersAndThatItAnswersAgain() {
    JobIntent lost = job(aJob(), STARTED, new ClusterUnreachable(DEPLOYMENT, JOB, NOON, "refused"));
    Seens silent = cluster().flinkSilent().silentSince(NOON).at(NOON.plusSeconds(31));
    assertThat(facts(silent.decide(RUNNING))).hasOnlyElementsOfType(ClusterLost.class).hasSize(1);
    assertThat(facts(silent.decide(lost))).isEmpty();
    assertThat(facts(cluster().job(JobStatus.RUNNING).decide(lost)))
        .containsExactly(new ClusterFound(DEPLOYMENT, JOB));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,0",
    "1,0,1",
    "2,1,0",
    "3,1,3",
    "9,3,0",
    "10,3,10",
    "29,10,0",
    "35,10,35",
    "101,35,101"
  })
  void countsRestartsAtThresholds(long count, long known, long reported) {
    JobIntent job = job(aJob(), STARTED, new JobRestartsObserved(DEPLOYMENT, JOB, known));
    JobView view =
        new JobView(JobStatus.RUNNING, "words", true, count, Optional.empty(), Optional.empty());
    assertThat(facts(cluster().job(view).decide(job)))
        .isEqualTo(
            reported == 0 ? List.of() : List.of(new RestartsCounted(DEPLOYMENT, JOB, reported)));
  }

  @Test
  void reportsTheEndWithTheCheckpointThatIsKept() {
    assertThat(
            facts(
                cluster().job(JobStatus.FAILED).retained(Seen.present(CHECKPOINT)).decide(RUNNING)))
        .singleElement()
        .isInstanceOfSatisfying(
            JobEnded.class,
            end -> {
              assertThat(end.finalStatus()).isEqualTo(FinalStatus.FAILED);
              assertThat(end.retainedCheckpoint()).contains(CHECKPOINT);
            });
    assertThat(
            cluster()
                .job(JobStatus.FAILED)
                .retained(Seen.unknown("time-out"))
                .decide(RUNNING)
                .actions())
        .as("an end without its checkpoint would lose state")
        .isEmpty();
  }

  @Test
  void doesNotWaitForEverForAStorageThatCannotBeRead() {
    Instant now = NOON.plusSeconds(600);
    Seens idle = cluster().at(now).retained(Seen.unknown("not mounted"));
    assertThat(facts(idle.idleSince(now.minusSeconds(59)).decide(RUNNING))).isEmpty();
    assertThat(facts(idle.idleSince(now.minusSeconds(60)).decide(RUNNING)))
        .singleElement()
        .isInstanceOfSatisfying(
            JobEnded.class, end -> assertThat(end.retainedCheckpoint()).isEmpty());
  }

  @Test
  void concludesAnEndFromAbsenceOnlyLive() {
    assertThat(cluster().without(Part.JOB_MANAGER).decide(RUNNING).wantsLiveLook()).isTrue();
    assertThat(facts(cluster().live().without(Part.JOB_MANAGER).decide(RUNNING)))
        .singleElement()
        .isInstanceOfSatisfying(
            JobEnded.class,
            end -> {
              assertThat(end.finalStatus()).isEqualTo(FinalStatus.UNKNOWN);
              assertThat(end.failure().orElseThrow().reason())
                  .isEqualTo(FailureReason.JOB_VANISHED);
            });
  }

  @Test
  void reportsAJobManagerThatNothingStartsAgain() {
    Seens dead =
        cluster()
            .flinkSilent()
            .replace(
                object(Part.JOB_MANAGER, false, List.of(), Optional.of("BackoffLimit"), false));
    assertThat(facts(dead.decide(RUNNING)))
        .singleElement()
        .isInstanceOfSatisfying(
            JobEnded.class, end -> assertThat(end.finalStatus()).isEqualTo(FinalStatus.FAILED));
  }

  @Test
  void reportsAJobThatARestartedJobManagerHasDoneWith() {
    assertThat(facts(cluster().jobUnknownToFlink(Programs.RUNNING).decide(RUNNING))).isEmpty();
    assertThat(facts(cluster().jobUnknownToFlink(Programs.ENDED).decide(RUNNING)))
        .singleElement()
        .isInstanceOf(JobEnded.class);
  }

  @Test
  void reportsTheEndThatFlinkWroteDown() {
    Seens idle = cluster().jobUnknownToFlink(Programs.NONE);
    assertThat(
            facts(
                idle.result(new JobResult(FinalStatus.FINISHED, Optional.empty())).decide(RUNNING)))
        .containsExactly(
            new JobEnded(
                DEPLOYMENT, JOB, FinalStatus.FINISHED, Optional.empty(), Optional.empty()));
    JobResult failed =
        new JobResult(FinalStatus.FAILED, Optional.of("x.Outer\n\tat x\nCaused by: x.Inner: boom"));
    assertThat(facts(cluster().flinkSilent().result(failed).decide(RUNNING)))
        .singleElement()
        .isInstanceOfSatisfying(
            JobEnded.class,
            end -> assertThat(end.failure().orElseThrow().rootCause()).contains("x.Inner: boom"));
  }

  /**
   * A JobManager that came back after the end of its job, whose result nobody can read from here,
   * was taken for one that brings the job back, for ever.
   */
  @Test
  void takesAJobManagerThatStaysIdleForOneThatHasDoneWithItsJob() {
    Instant now = NOON.plusSeconds(60);
    assertThat(facts(cluster().at(now).idleSince(now.minusSeconds(29)).decide(RUNNING))).isEmpty();
    assertThat(facts(cluster().at(now).idleSince(now.minusSeconds(30)).decide(RUNNING)))
        .singleElement()
        .isInstanceOfSatisfying(
            JobEnded.class,
            end -> {
              assertThat(end.finalStatus()).isEqualTo(FinalStatus.UNKNOWN);
              assertThat(end.failure().orElseThrow().reason())
                  .isEqualTo(FailureReason.JOB_VANISHED);
            });
    assertThat(facts(cluster().at(now).idleSince(now.minusSeconds(30)).decide(job(aJob()))))
        .as("one that has not begun is idle, too")
        .noneMatch(JobEnded.class::isInstance);
  }

  @Test
  void putsBackWhatSomebodySet() {
    ObjectView scaled =
        object(Part.TASK_MANAGERS, false, List.of("spec.replicas"), Optional.empty(), false);
    Seens seens = cluster().job(JobStatus.RUNNING).replace(scaled);
    assertThat(seens.decide(RUNNING).wantsLiveLook()).isTrue();
    assertThat(seens.live().decide(RUNNING).actions())
        .first()
        .isEqualTo(
            new Action.Apply(
                RUNNING,
                "uid-OWNER",
                EnumSet.of(Part.TASK_MANAGERS),
                Map.of(Part.TASK_MANAGERS, "uid-TASK_MANAGERS")));
    assertThat(facts(seens.decide(RUNNING)))
        .singleElement()
        .isInstanceOfSatisfying(
            ForeignChangePutBack.class,
            fact -> assertThat(fact.detail()).contains("spec.replicas"));
  }

  @Test
  void triggersASavepointOnlyWhenFlinkSaysThatItDoesNotKnowIt() {
    assertThat(cluster().job(JobStatus.RUNNING).trigger(Seen.absent()).decide(STOPPING).actions())
        .containsExactly(
            new Action.TriggerSavepoint(
                Seens.JOB_MANAGER, JobIdentity.same(JOB), STOPPING.savepoints().getFirst()));
    assertThat(
            cluster()
                .job(JobStatus.RUNNING)
                .trigger(Seen.unknown("time-out"))
                .decide(STOPPING)
                .actions())
        .isEmpty();
    assertThat(cluster().job(JobStatus.RESTARTING).decide(STOPPING).actions())
        .as("Flink would refuse it while tasks do not run")
        .isEmpty();
  }

  @Test
  void followsASavepointToItsEnd() {
    Seens seens = cluster().job(JobStatus.RUNNING).trigger(new TriggerView.Pending());
    assertThat(facts(seens.decide(COPYING)))
        .containsExactly(new SavepointAccepted(DEPLOYMENT, JOB, SAVEPOINT));
    assertThat(facts(seens.decide(COPYING_ACCEPTED))).isEmpty();
    assertThat(facts(seens.trigger(WRITTEN).decide(COPYING_ACCEPTED))).containsExactly(FACT);
    assertThat(reason(seens.trigger(new TriggerView.Failed("disk full")).decide(COPYING)))
        .isEqualTo(FailureReason.SAVEPOINT_FAILED);
  }

  /**
   * Of two open savepoints only the older one was looked at: an upgrade's was triggered when the
   * user's, which hung, was over its deadline.
   */
  @Test
  void aSavepointThatHangsDoesNotKeepTheOneOfAStopWaiting() {
    UUID ofTheStop = new UUID(5, 6);
    JobIntent job =
        job(
            aJob(),
            STARTED,
            aSavepoint(SavepointEffect.KEEP_RUNNING),
            new SavepointTriggered(DEPLOYMENT, SAVEPOINT),
            aSavepoint(
                DEPLOYMENT, JOB, ofTheStop, "file:///state/stop", SavepointEffect.STOP, NOON));
    Seens seens = cluster().job(JobStatus.RUNNING).trigger(new TriggerView.Pending());

    assertThat(seens.trigger(ofTheStop, Seen.absent()).decide(job).actions())
        .containsExactly(
            new Action.TriggerSavepoint(
                Seens.JOB_MANAGER, JobIdentity.same(JOB), job.savepoints().getLast()));
    assertThat(facts(seens.trigger(ofTheStop, Seen.present(new TriggerView.Pending())).decide(job)))
        .containsExactly(new SavepointAccepted(DEPLOYMENT, JOB, ofTheStop));
    assertThat(facts(seens.trigger(ofTheStop, Seen.present(WRITTEN)).decide(job)))
        .containsExactly(
            new SavepointWritten(
                DEPLOYMENT, JOB, ofTheStop, "file:/state/savepoint/sp", Optional.of(9L)));
    assertThat(seens.trigger(ofTheStop, Seen.unknown("time-out")).decide(job).why())
        .as("silence about one is no word about the other")
        .isEqualTo(Why.SAVEPOINT_PENDING);
  }

  @Test
  void findsASavepointWhoseTriggerFlinkForgot() {
    Seens seens =
        cluster().job(JobStatus.RUNNING).trigger(Seen.absent()).data(Seen.present(WRITTEN));
    assertThat(facts(seens.decide(COPYING_ACCEPTED))).containsExactly(FACT);
    assertThat(facts(seens.decide(COPYING)))
        .as("nobody has learned that it was triggered")
        .containsExactly(FACT);
    assertThat(seens.decide(STOPPING_ACCEPTED).actions())
        .as("the job went on after that savepoint: it is too old to stop with")
        .containsExactly(
            new Action.TriggerSavepoint(
                Seens.JOB_MANAGER,
                JobIdentity.same(JOB),
                STOPPING_ACCEPTED.savepoints().getFirst()));
  }

  @Test
  void saysThatASavepointCouldNotBeTriggered() {
    Decision decision =
        cluster()
            .job(JobStatus.RUNNING)
            .refused(new WriteFailure(FailureReason.SAVEPOINT_NOT_TRIGGERED, "400"))
            .decide(COPYING);
    assertThat(reason(decision)).isEqualTo(FailureReason.SAVEPOINT_NOT_TRIGGERED);
  }

  @ParameterizedTest
  @EnumSource(
      value = SavepointEffect.class,
      names = {"KEEP_RUNNING", "STOP"})
  void givesUpASavepointAtItsDeadlineUnlessItIsThere(SavepointEffect effect) {
    JobIntent job = job(aJob(), STARTED, aSavepoint(effect));
    Seens late = cluster().flinkSilent().trigger(Seen.unknown("time-out")).at(SAVEPOINT_LATE);
    assertThat(reason(late.decide(job))).isEqualTo(FailureReason.DEADLINE_EXCEEDED);
    assertThat(facts(late.data(Seen.present(WRITTEN)).decide(job))).containsExactly(FACT);
  }

  @Test
  void tellsTheSavepointBeforeTheEndOfAJobThatItStopped() {
    Seens ended = cluster().job(JobStatus.FINISHED);
    assertThat(facts(ended.trigger(WRITTEN).decide(STOPPING_ACCEPTED))).containsExactly(FACT);
    assertThat(
            facts(
                ended.trigger(Seen.absent()).data(Seen.present(WRITTEN)).decide(STOPPING_ACCEPTED)))
        .containsExactly(FACT);
    assertThat(ended.trigger(Seen.unknown("?")).data(Seen.unknown("s3")).decide(STOPPING).actions())
        .isEmpty();
    assertThat(reason(ended.trigger(Seen.absent()).data(Seen.absent()).decide(STOPPING)))
        .isEqualTo(FailureReason.JOB_ENDED_BEFORE_SAVEPOINT);
    assertThat(reason(ended.data(Seen.unknown("s3")).at(SAVEPOINT_LATE).decide(STOPPING)))
        .isEqualTo(FailureReason.SAVEPOINT_OUTCOME_UNKNOWN);
  }

  @Test
  void tellsTheEndOfAJobWhoseUsersSavepointIsLost() {
    assertThat(facts(cluster().job(JobStatus.FAILED).decide(COPYING)))
        .singleElement()
        .isInstanceOf(JobEnded.class);
  }

  private static FailureReason reason(Decision decision) {
    return ((SavepointUnsuccessful) facts(decision).getFirst()).failure().reason();
  }
}
