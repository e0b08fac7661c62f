package io.weir.command.deployment;

import static io.weir.command.deployment.Samples.all;
import static io.weir.command.deployment.Samples.attempts;
import static io.weir.command.deployment.Samples.jar;
import static io.weir.command.deployment.Samples.restore;
import static io.weir.command.deployment.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.decide.RefusalCode;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.SavepointFailed;
import io.weir.events.deployment.SavepointOrigin;
import io.weir.events.deployment.TransitionFailed;
import io.weir.events.report.SavepointWritten;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.RestoreStrategy;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What users of other platforms suffer from, decided otherwise (docs/pains.md). */
class PainsTest {
  @Test
  void aStartWithoutARestorePointListsWhatThereIsWithItsAge() {
    Story story =
        Story.running()
            .edit(restore(RestoreStrategy.Kind.LATEST_SAVEPOINT))
            .savepoint(1)
            .unsuccessful(FailureReason.SAVEPOINT_FAILED)
            .dies("boom")
            .gone()
            .happened("ClusterRemoved", "TransitionFailed")
            .is(ActualState.FAILED);
    String told = story.newest(TransitionFailed.class).failure().message();
    assertThat(told)
        .contains("What there is, newest first: retained checkpoint ")
        .contains("file:///chk/")
        .contains("the restore strategy is LATEST_SAVEPOINT")
        .contains("requested savepoint 00000000-0000-0009-0000-000000000001")
        .contains("It failed.");

    story
        .wish(DesiredState.CANCELLED)
        .later(Duration.ofHours(50))
        .wish(DesiredState.RUNNING)
        .refused(RefusalCode.NO_RESTORE_POINT);
    assertThat(((Outcome.Refused) story.last()).message())
        .contains(", 2 days old, at file:///chk/")
        .contains("Register one of them", "confirmEmptyStart=true");
  }

  /**
   * Choosing is registering its place; then it is the newest, whatever the strategy says of others.
   */
  @Test
  void whatIsChosenFromTheListIsWhatTheJobBeginsFrom() {
    Story story =
        Story.running()
            .edit(restore(RestoreStrategy.Kind.LATEST_SAVEPOINT))
            .dies("boom")
            .gone()
            .is(ActualState.FAILED);
    CataloguedSavepoint checkpoint =
        story.state().catalogue().savepoints().stream()
            .filter(s -> s.origin() == SavepointOrigin.RETAINED_CHECKPOINT)
            .findFirst()
            .orElseThrow();
    String place = checkpoint.location().orElseThrow();

    story.copy(2, place).wish(DesiredState.CANCELLED).wish(DesiredState.RUNNING);

    assertThat(story.requestedJob().restore().chosen().orElseThrow().location()).isEqualTo(place);
  }

  @Test
  void thePreviewOfADeletionSaysWhatTheDeploymentCouldGoOnFrom() {
    assertThat(
            Story.running()
                .wish(DesiredState.SUSPENDED)
                .written()
                .ends(FinalStatus.FINISHED)
                .gone()
                .delete()
                .effect()
                .summary())
        .contains("The deployment is deleted; its history stays.")
        .contains("Undeleted, it can go on from the restore point of 2026-11-21T05:");
    assertThat(
            Story.running()
                .wish(DesiredState.CANCELLED)
                .cancelledAndGone()
                .delete()
                .effect()
                .summary())
        .endsWith("It has no restore point: undeleted, its job could only begin empty.");
  }

  /** A deletion takes no savepoint, so there is none that it could wait for. */
  @Test
  void aDeletionWaitsForNoSavepointAndGivesUpOneThatDoesNotCome() {
    Story story = Story.running().edit(attempts(1)).wish(DesiredState.SUSPENDED).delete();

    story.happened("DeploymentDeleted");
    assertThat(story.state().deleted()).isTrue();
    story
        .unsuccessful(FailureReason.SAVEPOINT_FAILED)
        .happened("SavepointFailed", "TransitionFailed", "TransitionStarted", "JobStopRequested")
        .cancelledAndGone()
        .is(ActualState.CANCELLED);
    assertThat(story.state().job()).isEmpty();
  }

  @Test
  void anUpgradeTakesItsOwnSavepointBesideOneThatIsBeingTakenAndKeepsBoth() {
    Story story = Story.running().savepoint(1);
    UUID users = story.openSavepoint();
    story
        .edit(jar("file:///b.jar"))
        .happened("DeploymentSpecRevised", "TransitionStarted", "SavepointRequested");
    UUID upgrades = story.openSavepoint();
    assertThat(upgrades).isNotEqualTo(users);

    story
        .report(
            new SavepointWritten(Story.ID, story.job(), users, "file:///sp/users", Optional.of(7L)))
        .happened("SavepointCompleted")
        .written()
        .happened("SavepointCompleted", "JobStopRequested")
        .ends(FinalStatus.FINISHED)
        .gone()
        .happened("ClusterRemoved", "JobRequested");
    assertThat(story.requestedJob().restore().chosen().orElseThrow().savepointId())
        .isEqualTo(upgrades);
    assertThat(story.state().catalogue().completedNewestFirst()).hasSize(2);
  }

  @Test
  void aSavepointThatHangsHoldsUpNoUpgradeAndIsClosedWithItsReason() {
    Story story = Story.running().savepoint(1);
    UUID users = story.openSavepoint();
    story.edit(jar("file:///b.jar")).written().happened("SavepointCompleted", "JobStopRequested");

    story
        .ends(FinalStatus.FINISHED)
        .happened("JobTerminated", "SavepointFailed", "ClusterTeardownRequested");
    SavepointFailed closed = story.newest(SavepointFailed.class);
    assertThat(closed.savepointId()).isEqualTo(users);
    assertThat(closed.failure().reason()).isEqualTo(FailureReason.JOB_ENDED_BEFORE_SAVEPOINT);
    story.gone().comesUp().is(ActualState.RUNNING);
  }

  /** Three ordinary commands, whatever ran or failed since, and without a running cluster. */
  @Test
  void goesBackToAnEarlierTemplateFromTheSavepointOfThatTime() {
    Story story = Story.running().savepoint(1).written();
    DeploymentSpec then = story.state().wish().spec();
    story
        .edit(jar("file:///bad.jar"))
        .written()
        .ends(FinalStatus.FINISHED)
        .gone()
        .comesUp()
        .wish(DesiredState.CANCELLED)
        .cancelledAndGone();

    story.copy(2, "file:///sp/x").edit(all(s -> then, state(DesiredState.RUNNING)));

    story.happened("DeploymentSpecRevised", "TransitionStarted", "JobRequested");
    assertThat(story.requestedJob().spec().artifact().jarUri())
        .isEqualTo(then.template().spec().artifact().jarUri());
    assertThat(story.requestedJob().restore().chosen().orElseThrow().savepointId())
        .isEqualTo(new UUID(9, 2));
  }

  @Test
  void stopsAHopelessLoopAndProposesTheTemplateThatRanBefore() {
    Story story = Story.running();
    UUID healthy = story.job();
    story.edit(jar("file:///bad.jar")).written().ends(FinalStatus.FINISHED).gone().comesUp();
    // A wish that comes and goes is no other template.
    story
        .wish(DesiredState.SUSPENDED)
        .written()
        .ends(FinalStatus.FINISHED)
        .gone()
        .wish(DesiredState.RUNNING)
        .comesUp();
    for (int death = 1; death <= StopDecider.HEALING_BUDGET; death++) {
      story.dies("boom").gone();
      if (death < StopDecider.HEALING_BUDGET) story.comesUp();
    }

    story.is(ActualState.FAILED);
    assertThat(story.newest(TransitionFailed.class).failure().message())
        .contains("died 5 times of the same root cause")
        .contains("Go back to the template before it, generation 1, which ran as job " + healthy);
  }
}
