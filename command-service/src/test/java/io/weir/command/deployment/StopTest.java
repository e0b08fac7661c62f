package io.weir.command.deployment;

import static io.weir.command.deployment.Samples.all;
import static io.weir.command.deployment.Samples.attempts;
import static io.weir.command.deployment.Samples.jar;
import static io.weir.command.deployment.Samples.restore;
import static io.weir.command.deployment.Samples.state;
import static io.weir.command.deployment.Samples.upgrade;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.decide.RefusalCode;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.ClusterTeardownRequested;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.RestoreRule;
import io.weir.events.deployment.SavepointEffect;
import io.weir.events.deployment.SavepointOrigin;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.deployment.StopMode;
import io.weir.events.deployment.TransitionFailed;
import io.weir.events.deployment.TransitionStarted;
import io.weir.events.report.ClusterGone;
import io.weir.events.report.JobEnded;
import io.weir.events.report.RetainedCheckpoint;
import io.weir.events.report.SavepointWritten;
import io.weir.events.report.StopFailed;
import io.weir.events.report.TeardownIncomplete;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.RestoreStrategy;
import io.weir.events.spec.UpgradeStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StopTest {
  @Test
  void suspendsWithASavepointThatIsCompleteBeforeAnythingIsRemoved() {
    Story story =
        Story.running()
            .wish(DesiredState.SUSPENDED)
            .happened("DeploymentSpecRevised", "TransitionStarted", "SavepointRequested");
    SavepointRequested savepoint = story.requestedSavepoint();
    assertThat(savepoint.origin()).isEqualTo(SavepointOrigin.SUSPEND);
    assertThat(savepoint.effect()).isEqualTo(SavepointEffect.STOP);
    assertThat(savepoint.targetDirectory())
        .isEqualTo(
            "file:///data/storage/flink-savepoints/namespaces/default/deployments/%s/%s"
                .formatted(Story.ID, savepoint.savepointId()));

    story.written().happened("SavepointCompleted", "JobStopRequested");
    assertThat(story.newest(JobStopRequested.class).mode()).isEqualTo(StopMode.AFTER_SAVEPOINT);
    story
        .ends(FinalStatus.FINISHED)
        .happened("JobTerminated", "ClusterTeardownRequested")
        .gone()
        .happened("ClusterRemoved", "TransitionCompleted")
        .is(ActualState.SUSPENDED)
        .wish(DesiredState.RUNNING)
        .happened("DeploymentSpecRevised", "TransitionStarted", "JobRequested");
    assertThat(story.requestedJob().restore().chosen().orElseThrow().savepointId())
        .isEqualTo(savepoint.savepointId());
  }

  @Test
  void refusesASuspensionThatHasNowhereToWriteAndSaysWhatToSet() {
    Story story =
        Story.withoutStorage(state(DesiredState.RUNNING)).comesUp().wish(DesiredState.SUSPENDED);

    story.refused(RefusalCode.SAVEPOINT_DIRECTORY_MISSING).is(ActualState.RUNNING);
    assertThat(((Outcome.Refused) story.last()).message()).contains("state.savepoints.dir");
    Story.withoutStorage(state(DesiredState.RUNNING))
        .wish(DesiredState.SUSPENDED)
        .refused(RefusalCode.SAVEPOINT_DIRECTORY_MISSING);
    Story.withoutStorage(state(DesiredState.RUNNING))
        .comesUp()
        .edit(jar("file:///b.jar"))
        .refused(RefusalCode.SAVEPOINT_DIRECTORY_MISSING);
  }

  @Test
  void triesASavepointAgainAndLeavesTheJobRunningWhenAllFail() {
    Story story = Story.running().edit(attempts(2)).wish(DesiredState.SUSPENDED);
    UUID first = story.openSavepoint();

    story
        .unsuccessful(FailureReason.SAVEPOINT_FAILED)
        .happened("SavepointFailed", "SavepointRequested");
    assertThat(story.requestedSavepoint().attempt()).isEqualTo(2);
    assertThat(story.requestedSavepoint().savepointId()).isNotEqualTo(first);
    assertThat(story.requestedSavepoint().notBefore()).isEqualTo(story.now().plusSeconds(1));
    story
        .unsuccessful(FailureReason.SAVEPOINT_FAILED)
        .happened("SavepointFailed", "TransitionFailed")
        .is(ActualState.FAILED);
    assertThat(story.state().job().orElseThrow().phase()).isEqualTo(CurrentJob.Phase.STARTED);
    assertThat(story.newest(TransitionFailed.class).causes()).hasSize(2);

    story
        .delete()
        .refused(RefusalCode.JOB_STILL_RUNS)
        .wish(DesiredState.RUNNING)
        .happened("DeploymentSpecRevised", "TransitionStarted", "TransitionCompleted")
        .is(ActualState.RUNNING);
  }

  @Test
  void takesALateSavepointOfAnEarlierAttemptForTheStopThatItIs() {
    Story story = Story.running().wish(DesiredState.SUSPENDED);
    UUID first = story.openSavepoint();

    story
        .unsuccessful(FailureReason.DEADLINE_EXCEEDED)
        .report(
            new SavepointWritten(Story.ID, story.job(), first, "file:///sp/1", Optional.empty()))
        .happened("SavepointCompleted", "SavepointFailed", "JobStopRequested")
        .ends(FinalStatus.FINISHED)
        .gone()
        .is(ActualState.SUSPENDED);
  }

  @Test
  void failsTheSuspensionOfAJobThatDiedFirst() {
    Story story =
        Story.running()
            .wish(DesiredState.SUSPENDED)
            .dies("boom")
            .happened(
                "JobFailed",
                "RetainedCheckpointFound",
                "SavepointFailed",
                "ClusterTeardownRequested")
            .gone()
            .happened("ClusterRemoved", "TransitionFailed")
            .is(ActualState.FAILED);
    assertThat(story.newest(TransitionFailed.class).failure().reason())
        .isEqualTo(FailureReason.JOB_ENDED_BEFORE_SAVEPOINT);
  }

  @Test
  void doesNotCallAJobSuspendedThatFinishedWithoutItsSavepoint() {
    Story story =
        Story.running()
            .wish(DesiredState.SUSPENDED)
            .ends(FinalStatus.FINISHED)
            .happened("JobFinished", "SavepointFailed", "ClusterTeardownRequested")
            .gone()
            .happened("ClusterRemoved", "TransitionFailed")
            .is(ActualState.FAILED);
    assertThat(story.newest(TransitionFailed.class).failure().reason())
        .isEqualTo(FailureReason.JOB_ENDED_BEFORE_SAVEPOINT);
  }

  @Test
  void callsAJobSuspendedWhoseSavepointComesToLightAfterItsEnd() {
    Story story = Story.running().wish(DesiredState.SUSPENDED);
    UUID savepoint = story.openSavepoint();

    story
        .ends(FinalStatus.FINISHED)
        .report(
            new SavepointWritten(
                Story.ID, story.job(), savepoint, "file:///late", Optional.empty()))
        .happened("SavepointCompleted")
        .gone()
        .happened("ClusterRemoved", "TransitionCompleted")
        .is(ActualState.SUSPENDED)
        .wish(DesiredState.RUNNING);
    assertThat(story.requestedJob().restore().chosen().orElseThrow().location())
        .isEqualTo("file:///late");
  }

  @Test
  void doesNotReplaceAJobThatFinishedBeforeTheSavepointOfItsUpgrade() {
    Story.running()
        .copy(1, "file:///older")
        .edit(jar("file:///b.jar"))
        .ends(FinalStatus.FINISHED)
        .gone()
        .happened("ClusterRemoved", "TransitionFailed")
        .is(ActualState.FAILED);
  }

  @Test
  void cancelsWithoutASavepointAndKeepsARetainedCheckpoint() {
    Story story =
        Story.running()
            .wish(DesiredState.CANCELLED)
            .happened("DeploymentSpecRevised", "TransitionStarted", "JobStopRequested");
    assertThat(story.newest(JobStopRequested.class).mode()).isEqualTo(StopMode.CANCEL);

    story
        .report(
            new JobEnded(
                Story.ID,
                story.job(),
                FinalStatus.CANCELED,
                Optional.empty(),
                Optional.of(new RetainedCheckpoint("file:///chk/7", story.now()))))
        .happened("JobTerminated", "RetainedCheckpointFound", "ClusterTeardownRequested")
        .gone()
        .happened("ClusterRemoved", "TransitionCompleted")
        .is(ActualState.CANCELLED)
        .wish(DesiredState.RUNNING);
    assertThat(story.requestedJob().restore().chosen().orElseThrow().origin())
        .isEqualTo(SavepointOrigin.RETAINED_CHECKPOINT);
  }

  @Test
  void tearsDownAJobThatDoesNotStop() {
    Story story = Story.running().wish(DesiredState.CANCELLED);

    story
        .report(new StopFailed(Story.ID, story.job(), story.failure(FailureReason.STOP_FAILED)))
        .happened("JobStopFailed", "ClusterTeardownRequested")
        .gone()
        .is(ActualState.CANCELLED);
  }

  @Test
  void tearsDownForEverWithGrowingDeadlines() {
    Story story = Story.running().wish(DesiredState.CANCELLED).ends(FinalStatus.CANCELED);
    for (int attempt = 2; attempt <= 6; attempt++) {
      story
          .report(
              new TeardownIncomplete(
                  Story.ID,
                  story.job(),
                  List.of("Job/x"),
                  story.failure(FailureReason.TEARDOWN_FAILED)))
          .happened("ClusterTeardownFailed", "ClusterTeardownRequested")
          .is(ActualState.TRANSITIONING);
      ClusterTeardownRequested request = story.newest(ClusterTeardownRequested.class);
      assertThat(request.attempt()).isEqualTo(attempt);
      assertThat(request.deadline())
          .isEqualTo(story.now().plus(Duration.ofMinutes(Math.min(10, 1L << (attempt - 1)))));
    }
    story.gone().is(ActualState.CANCELLED);
  }

  @Test
  void suspendsWithoutAJobOnlyWhereASavepointIs() {
    Story.of(s -> s)
        .wish(DesiredState.SUSPENDED)
        .refused(RefusalCode.NOTHING_TO_SUSPEND)
        .copy(1, "file:///sp")
        .wish(DesiredState.SUSPENDED)
        .happened("DeploymentSpecRevised", "TransitionStarted", "TransitionCompleted")
        .is(ActualState.SUSPENDED)
        .wish(DesiredState.CANCELLED)
        .happened("DeploymentSpecRevised", "TransitionStarted", "TransitionCompleted")
        .is(ActualState.CANCELLED);
  }

  @Test
  void refusesToSuspendWhatFailedAndHasNothingToBeSuspendedAt() {
    Story.of(state(DesiredState.RUNNING))
        .fails(FailureReason.FORBIDDEN)
        .gone()
        .wish(DesiredState.SUSPENDED)
        .refused(RefusalCode.NOTHING_TO_SUSPEND)
        .is(ActualState.FAILED)
        .copy(1, "file:///s")
        .wish(DesiredState.SUSPENDED)
        .happened("DeploymentSpecRevised", "TransitionStarted", "TransitionCompleted")
        .is(ActualState.SUSPENDED);
  }

  /**
   * A failed suspension leaves the job running. When it finished by itself later, the deployment
   * showed FINISHED with the wish SUSPENDED, and the reason of the failure was gone.
   */
  @Test
  void staysFailedWhenTheJobThatCouldNotBeSuspendedFinishes() {
    Story.running()
        .wish(DesiredState.SUSPENDED)
        .unsuccessful(FailureReason.FORBIDDEN)
        .is(ActualState.FAILED)
        .ends(FinalStatus.FINISHED)
        .happened("JobFinished", "ClusterTeardownRequested")
        .gone()
        .is(ActualState.FAILED)
        .wish(DesiredState.CANCELLED)
        .is(ActualState.CANCELLED);
  }

  @Test
  void finishesByItselfAndRunsAgainByATemplateChangeARetryOrAfterCancelled() {
    Story story =
        Story.running()
            .ends(FinalStatus.FINISHED)
            .happened("JobFinished", "ClusterTeardownRequested")
            .is(ActualState.FINISHED)
            .wish(DesiredState.RUNNING)
            .happened("DeploymentSpecRevised");
    story
        .copy(1, "file:///sp")
        .edit(jar("file:///b.jar"))
        .happened("DeploymentSpecRevised", "TransitionStarted")
        .is(ActualState.TRANSITIONING)
        .gone()
        .happened("ClusterRemoved", "JobRequested")
        .comesUp()
        .is(ActualState.RUNNING)
        .ends(FinalStatus.FINISHED)
        .gone()
        .edit(s -> s, false, true)
        .happened("DeploymentSpecRevised", "TransitionStarted", "JobRequested")
        .comesUp()
        .ends(FinalStatus.FINISHED)
        .wish(DesiredState.CANCELLED)
        .happened("DeploymentSpecRevised", "TransitionStarted")
        .gone()
        .is(ActualState.CANCELLED);
  }

  @Test
  void upgradesStatefullyFromTheSavepointThatItTakes() {
    Story story =
        Story.running()
            .edit(jar("file:///b.jar"))
            .happened("DeploymentSpecRevised", "TransitionStarted", "SavepointRequested");
    UUID old = story.job();
    UUID savepoint = story.openSavepoint();
    assertThat(story.newest(TransitionStarted.class).upgradeStrategy())
        .contains(UpgradeStrategy.Kind.STATEFUL);

    story
        .written()
        .ends(FinalStatus.FINISHED)
        .happened("JobTerminated", "ClusterTeardownRequested")
        .gone()
        .happened("ClusterRemoved", "JobRequested")
        .comesUp()
        .happened("JobStarted", "TransitionCompleted")
        .is(ActualState.RUNNING);
    assertThat(story.requestedJob().restore().chosen().orElseThrow().savepointId())
        .isEqualTo(savepoint);
    assertThat(story.requestedJob().spec().artifact().jarUri()).contains("file:///b.jar");
    assertThat(story.job()).isNotEqualTo(old);
  }

  @Test
  void upgradesStatelesslyAndMayBeginEmptyByThatWord() {
    Story story =
        Story.running()
            .edit(all(upgrade(UpgradeStrategy.Kind.STATELESS), jar("file:///b.jar")))
            .happened("DeploymentSpecRevised", "TransitionStarted", "JobStopRequested")
            .cancelledAndGone()
            .happened("ClusterRemoved", "JobRequested");
    assertThat(story.requestedJob().restore().rule()).isEqualTo(RestoreRule.EMPTY_START_CONFIRMED);
  }

  @Test
  void keepsRunningUnderUpgradeNoneAndAppliesAtTheNextStart() {
    Story story =
        Story.running()
            .edit(all(upgrade(UpgradeStrategy.Kind.NONE), jar("file:///b.jar")))
            .happened("DeploymentSpecRevised")
            .is(ActualState.RUNNING)
            .dies("boom")
            .gone();
    assertThat(story.requestedJob().spec().artifact().jarUri()).contains("file:///b.jar");
  }

  @Test
  void doesNotTouchARunningJobForStrategiesOrMetadata() {
    Story.running()
        .edit(all(restore(RestoreStrategy.Kind.NONE), attempts(9)))
        .happened("DeploymentSpecRevised")
        .is(ActualState.RUNNING);
  }

  @Test
  void healsAJobThatDiesAndCountsItsRootCause() {
    Story story = Story.running();
    for (int death = 1; death <= 4; death++) {
      story
          .dies("boom")
          .happened(
              "JobFailed",
              "RetainedCheckpointFound",
              "TransitionStarted",
              "ClusterTeardownRequested")
          .gone()
          .happened("ClusterRemoved", "JobRequested");
      assertThat(story.requestedJob().notBefore())
          .isEqualTo(story.now().plusSeconds(1L << (death - 1)));
      story.comesUp().is(ActualState.RUNNING);
    }
    story.dies("another cause").gone().happened("ClusterRemoved", "JobRequested").comesUp();
    story.dies("boom").gone().happened("ClusterRemoved", "TransitionFailed").is(ActualState.FAILED);
    assertThat(story.newest(TransitionFailed.class).failure().reason())
        .isEqualTo(FailureReason.HEALING_BUDGET_SPENT);
    story
        .edit(jar("file:///fixed.jar"))
        .happened("DeploymentSpecRevised", "TransitionStarted", "JobRequested")
        .comesUp()
        .dies("boom")
        .gone()
        .happened("ClusterRemoved", "JobRequested");
  }

  @Test
  void neverHealsIntoAnEmptyStart() {
    Story story =
        Story.running()
            .ends(FinalStatus.UNKNOWN)
            .gone()
            .happened("ClusterRemoved", "TransitionFailed");
    assertThat(story.newest(TransitionFailed.class).failure().reason())
        .isEqualTo(FailureReason.NO_RESTORE_POINT);
  }

  @Test
  void cataloguesTheCheckpointOfAJobThatNobodySawEnd() {
    Story story = Story.running().wish(DesiredState.CANCELLED);
    UUID job = story.job();
    story
        .report(new StopFailed(Story.ID, job, story.failure(FailureReason.DEADLINE_EXCEEDED)))
        .happened("JobStopFailed", "ClusterTeardownRequested")
        .report(new ClusterGone(Story.ID, job, Optional.of(keptAt("2100-01-01T00:00:00Z"))))
        .happened("RetainedCheckpointFound", "ClusterRemoved", "TransitionCompleted")
        .wish(DesiredState.RUNNING);
    assertThat(story.requestedJob().restore().chosen().orElseThrow().location())
        .isEqualTo("file:///chk/52");
  }

  @Test
  void passesOverACheckpointThatIsOlderThanTheSavepointOfTheSuspension() {
    Story story = Story.running().wish(DesiredState.SUSPENDED).written();
    UUID job = story.job();
    story
        .report(new StopFailed(Story.ID, job, story.failure(FailureReason.DEADLINE_EXCEEDED)))
        .report(new ClusterGone(Story.ID, job, Optional.of(keptAt("2000-01-01T00:00:00Z"))))
        .happened("ClusterRemoved", "TransitionCompleted")
        .is(ActualState.SUSPENDED);
  }

  private static RetainedCheckpoint keptAt(String time) {
    return new RetainedCheckpoint("file:///chk/52", Instant.parse(time));
  }

  @Test
  void deletesWhatIsNotWantedRunningEvenWhileItIsTornDown() {
    Story story = Story.running().delete().refused(RefusalCode.STILL_WANTED);
    UUID job = story.job();
    story
        .wish(DesiredState.CANCELLED)
        .delete()
        .happened("DeploymentDeleted")
        .delete()
        .refused(RefusalCode.NOT_FOUND)
        .wish(DesiredState.RUNNING)
        .refused(RefusalCode.NOT_FOUND)
        .ends(FinalStatus.CANCELED)
        .happened("JobTerminated", "ClusterTeardownRequested")
        .report(new ClusterGone(Story.ID, job, Optional.empty()))
        .happened("ClusterRemoved", "TransitionCompleted");
    assertThat(story.state().job()).isEmpty();
  }

  @Test
  void cancelsWhatWasDeletedWhileItsSuspensionFailed() {
    Story.running()
        .edit(attempts(1))
        .wish(DesiredState.SUSPENDED)
        .delete()
        .unsuccessful(FailureReason.SAVEPOINT_FAILED)
        .happened("SavepointFailed", "TransitionFailed", "TransitionStarted", "JobStopRequested");
  }
}
