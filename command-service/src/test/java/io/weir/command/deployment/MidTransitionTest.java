package io.weir.command.deployment;

import static io.weir.command.deployment.Samples.jar;
import static io.weir.command.deployment.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.decide.RefusalCode;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.TransitionStarted;
import io.weir.events.report.ClusterApplied;
import io.weir.events.report.ClusterFound;
import io.weir.events.report.ClusterLost;
import io.weir.events.report.ForeignChangePutBack;
import io.weir.events.report.JobRunning;
import io.weir.events.report.RestartsCounted;
import io.weir.events.report.SavepointAccepted;
import io.weir.events.report.SavepointWritten;
import io.weir.events.report.TeardownIncomplete;
import io.weir.events.spec.DesiredState;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Wishes that change while something is under way, and reports that repeat or come late. */
class MidTransitionTest {
  @Test
  void abandonsAStartForCancelledByTerminatingTheStartingJob() {
    Story.of(state(DesiredState.RUNNING))
        .wish(DesiredState.CANCELLED)
        .happened("DeploymentSpecRevised", "TransitionRedirected", "JobStopRequested")
        .cancelledAndGone()
        .happened("ClusterRemoved", "TransitionCompleted")
        .is(ActualState.CANCELLED);
  }

  @Test
  void turnsAFailedAttemptToCancelledWithoutAnotherOne() {
    Story.of(state(DesiredState.RUNNING))
        .fails(FailureReason.JOB_FAILED)
        .wish(DesiredState.CANCELLED)
        .happened("DeploymentSpecRevised", "TransitionRedirected")
        .gone()
        .happened("ClusterRemoved", "TransitionCompleted")
        .is(ActualState.CANCELLED);
  }

  @Test
  void abandonsASuspensionForCancelledAndKeepsASavepointThatStillCompletes() {
    Story story = Story.running().wish(DesiredState.SUSPENDED);
    UUID savepoint = story.openSavepoint();

    story
        .wish(DesiredState.CANCELLED)
        .happened("DeploymentSpecRevised", "TransitionRedirected", "JobStopRequested")
        .report(
            new SavepointWritten(Story.ID, story.job(), savepoint, "file:///sp", Optional.empty()))
        .happened("SavepointCompleted")
        .cancelledAndGone()
        .is(ActualState.CANCELLED);
    assertThat(story.state().catalogue().find(savepoint).orElseThrow().phase())
        .isEqualTo(CataloguedSavepoint.Phase.COMPLETED);
  }

  @Test
  void redirectsOnceOnly() {
    Story.of(state(DesiredState.RUNNING))
        .wish(DesiredState.CANCELLED)
        .wish(DesiredState.RUNNING)
        .happened("DeploymentSpecRevised")
        .wish(DesiredState.CANCELLED)
        .happened("DeploymentSpecRevised")
        .cancelledAndGone()
        .is(ActualState.CANCELLED);
  }

  @Test
  void finishesASuspensionWhoseSavepointIsCompleteBeforeItCancels() {
    Story.running()
        .wish(DesiredState.SUSPENDED)
        .written()
        .wish(DesiredState.CANCELLED)
        .happened("DeploymentSpecRevised")
        .ends(FinalStatus.FINISHED)
        .gone()
        .happened(
            "ClusterRemoved", "TransitionCompleted", "TransitionStarted", "TransitionCompleted")
        .is(ActualState.CANCELLED);
  }

  @Test
  void neverTurnsASuspensionBackHalfWay() {
    Story.running()
        .wish(DesiredState.SUSPENDED)
        .wish(DesiredState.RUNNING)
        .happened("DeploymentSpecRevised")
        .written()
        .ends(FinalStatus.FINISHED)
        .gone()
        .happened("ClusterRemoved", "TransitionCompleted", "TransitionStarted", "JobRequested");
  }

  @Test
  void finishesAStartBeforeItSuspends() {
    Story.of(state(DesiredState.RUNNING))
        .wish(DesiredState.SUSPENDED)
        .happened("DeploymentSpecRevised")
        .comesUp()
        .happened("JobStarted", "TransitionCompleted", "TransitionStarted", "SavepointRequested");
  }

  @Test
  void startsAgainAfterACancelThatWasRegretted() {
    Story.running()
        .copy(1, "file:///sp")
        .wish(DesiredState.CANCELLED)
        .wish(DesiredState.RUNNING)
        .cancelledAndGone()
        .happened("ClusterRemoved", "TransitionCompleted", "TransitionStarted", "JobRequested");
  }

  @Test
  void servesTheNewestOfSeveralEditsOnly() {
    Story story =
        Story.of(state(DesiredState.RUNNING))
            .edit(jar("file:///b.jar"))
            .edit(jar("file:///c.jar"))
            .comesUp()
            .happened(
                "JobStarted", "TransitionCompleted", "TransitionStarted", "SavepointRequested")
            .written()
            .ends(FinalStatus.FINISHED)
            .gone();
    assertThat(story.requestedJob().spec().artifact().jarUri()).contains("file:///c.jar");
    story.comesUp().happened("JobStarted", "TransitionCompleted");
  }

  @Test
  void givesANewTemplateFreshAttempts() {
    Story story =
        Story.of(state(DesiredState.RUNNING))
            .fails(FailureReason.MAIN_FAILED)
            .edit(jar("file:///fixed.jar"))
            .gone()
            .happened("ClusterRemoved", "TransitionFailed", "TransitionStarted", "JobRequested");
    assertThat(story.requestedJob().attempt()).isEqualTo(1);
    assertThat(story.requestedJob().spec().artifact().jarUri()).contains("file:///fixed.jar");
    assertThat(story.newest(TransitionStarted.class).from()).isEqualTo(ActualState.FAILED);
  }

  @Test
  void takesUserSavepointsOfARunningJobOnly() {
    Story story = Story.of(s -> s).savepoint(1).refused(RefusalCode.NO_ACTIVE_JOB);
    story.wish(DesiredState.RUNNING).savepoint(1).refused(RefusalCode.TRANSITION_UNDER_WAY);
    story.comesUp().savepoint(1).happened("SavepointRequested").is(ActualState.RUNNING);
    story.savepoint(1).refused(RefusalCode.ID_TAKEN);
    story
        .report(new SavepointAccepted(Story.ID, story.job(), story.openSavepoint()))
        .happened("SavepointTriggered")
        .written()
        .happened("SavepointCompleted")
        .is(ActualState.RUNNING)
        .savepoint(2)
        .dies("boom")
        .happened(
            "JobFailed",
            "RetainedCheckpointFound",
            "SavepointFailed",
            "TransitionStarted",
            "ClusterTeardownRequested");
  }

  @Test
  void knowsARepeatedReportByItsId() {
    Story story = Story.running();
    UUID report = new UUID(3, 3);
    ForeignChangePutBack change =
        new ForeignChangePutBack(Story.ID, story.job(), "Job/x", "replicas");

    story
        .reportAs(report, change)
        .happened("ForeignChangeReverted")
        .reportAs(report, change)
        .unchanged(Skip.ALREADY_RECORDED)
        .reportAs(new UUID(3, 5), change)
        .happened("ForeignChangeReverted");
  }

  @Test
  void skipsWhatIsStaleAndSaysWhy() {
    Story story = Story.running();
    story
        .report(new ClusterApplied(Story.ID, story.job()))
        .unchanged(Skip.NOT_THE_CURRENT_STEP)
        .report(new JobRunning(Story.ID, story.job(), Optional.empty()))
        .unchanged(Skip.NOT_THE_CURRENT_STEP)
        .report(new JobRunning(Story.ID, new UUID(5, 5), Optional.empty()))
        .unchanged(Skip.NOT_THE_CURRENT_JOB)
        .report(new SavepointAccepted(Story.ID, story.job(), new UUID(5, 5)))
        .unchanged(Skip.UNKNOWN_SAVEPOINT)
        .gone()
        .unchanged(Skip.NOT_THE_CURRENT_STEP);
  }

  @Test
  void recordsWhatWasNotAskedForOnceEach() {
    Story story = Story.running();
    story
        .report(new RestartsCounted(Story.ID, story.job(), 3))
        .happened("JobRestartsObserved")
        .report(new RestartsCounted(Story.ID, story.job(), 3))
        .unchanged(Skip.NOTHING_NEW)
        .report(new ClusterFound(Story.ID, story.job()))
        .unchanged(Skip.NOTHING_NEW)
        .report(new ClusterLost(Story.ID, story.job(), story.now(), "no route"))
        .happened("ClusterUnreachable")
        .is(ActualState.RUNNING)
        .report(new ClusterLost(Story.ID, story.job(), story.now(), "no route"))
        .unchanged(Skip.NOTHING_NEW)
        .report(new ClusterFound(Story.ID, story.job()))
        .happened("ClusterReachable");
  }

  @Test
  void acceptsTheSameTeardownReportOnce() {
    Story story = Story.running().wish(DesiredState.CANCELLED).ends(FinalStatus.CANCELED);
    UUID report = new UUID(3, 4);
    TeardownIncomplete incomplete =
        new TeardownIncomplete(
            Story.ID, story.job(), List.of("Job/x"), story.failure(FailureReason.TEARDOWN_FAILED));

    story
        .reportAs(report, incomplete)
        .happened("ClusterTeardownFailed", "ClusterTeardownRequested")
        .reportAs(report, incomplete)
        .unchanged(Skip.ALREADY_RECORDED);
  }
}
