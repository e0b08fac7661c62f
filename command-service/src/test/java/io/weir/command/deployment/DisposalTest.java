package io.weir.command.deployment;

import static io.weir.command.deployment.Samples.restore;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.decide.RefusalCode;
import io.weir.command.deployment.CataloguedSavepoint.Phase;
import io.weir.command.deployment.DataStanding.Reference;
import io.weir.events.deployment.DataFate;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.SavepointDisposalRequested;
import io.weir.events.deployment.SavepointDisposed;
import io.weir.events.report.SavepointNotRemoved;
import io.weir.events.report.SavepointRemovalBegan;
import io.weir.events.report.SavepointRemoved;
import io.weir.events.report.SavepointWritten;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.RestoreStrategy;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When a savepoint may go, when its data may, and that what is needed never does. */
class DisposalTest {
  private static final UUID FIRST = new UUID(9, 1);
  private static final UUID SECOND = new UUID(9, 2);

  @Test
  void anOldSavepointGoesWithItsDataStepByStep() {
    Story story = runningWithTwo().disposes(FIRST, false);
    SavepointDisposalRequested request = story.newest(SavepointDisposalRequested.class);
    assertThat(request.location()).isEqualTo("file:///sp/x");
    assertThat(phase(story, FIRST)).isEqualTo(Phase.PENDING_DELETION);

    story
        .report(new SavepointRemovalBegan(Story.ID, FIRST))
        .happened("SavepointDisposalStarted")
        .report(new SavepointRemovalBegan(Story.ID, FIRST))
        .unchanged(Skip.NOTHING_NEW);
    assertThat(phase(story, FIRST)).isEqualTo(Phase.DELETING);

    story.report(new SavepointRemoved(Story.ID, FIRST, true)).happened("SavepointDisposed");
    assertThat(story.newest(SavepointDisposed.class).data()).isEqualTo(DataFate.REMOVED);
    assertThat(story.state().catalogue().find(FIRST)).isEmpty();
    story
        .report(new SavepointRemoved(Story.ID, FIRST, true))
        .unchanged(Skip.UNKNOWN_SAVEPOINT)
        .disposes(FIRST, true)
        .refused(RefusalCode.SAVEPOINT_NOT_FOUND);
  }

  @Test
  void whatCouldNotBeRemovedIsNeitherRestoredFromNorForgotten() {
    Story story =
        runningWithTwo()
            .disposes(FIRST, false)
            .report(notRemoved())
            .happened("SavepointDisposalFailed");
    assertThat(phase(story, FIRST)).isEqualTo(Phase.FAILED_DELETION);
    assertThat(RestoreDecider.decide(story.state(), story.now(), false).orElseThrow().rejected())
        .anySatisfy(
            r ->
                assertThat(r.why())
                    .isEqualTo("Its deletion failed, so its data may be incomplete."));

    story.disposes(FIRST, false).happened("SavepointDisposalRequested").report(notRemoved());
    story.disposes(FIRST, true).happened("SavepointDisposed");
    assertThat(story.newest(SavepointDisposed.class).data()).isEqualTo(DataFate.KEPT_UNREMOVABLE);
  }

  @Test
  void whatIsBeingWrittenStays() {
    Story.running().savepoint(1).disposes(FIRST, true).refused(RefusalCode.SAVEPOINT_STARTED);
  }

  @Test
  void aFailedSavepointHasNothingToRemove() {
    Story story =
        Story.running()
            .savepoint(1)
            .unsuccessful(FailureReason.SAVEPOINT_FAILED)
            .disposes(FIRST, false)
            .happened("SavepointDisposed");
    assertThat(story.newest(SavepointDisposed.class).data()).isEqualTo(DataFate.NONE);
  }

  @Test
  void theNextRestorePointTakesAWordToGo() {
    Story story = runningWithTwo().disposes(SECOND, false).refused(RefusalCode.SAVEPOINT_IN_USE);
    story.disposes(SECOND, true).happened("SavepointDisposalRequested");
    // Then the one before is the next restore point.
    story.disposes(FIRST, false).refused(RefusalCode.SAVEPOINT_IN_USE);
  }

  @Test
  void underStrategyNoneNothingIsTheNextRestorePoint() {
    runningWithTwo()
        .edit(restore(RestoreStrategy.Kind.NONE))
        .disposes(SECOND, false)
        .happened("SavepointDisposalRequested");
  }

  @Test
  void whatAStartUnderWayNeedsStaysWhateverTheWord() {
    Story starting = suspended().wish(DesiredState.RUNNING);
    UUID used = starting.requestedJob().restore().chosen().orElseThrow().savepointId();
    starting.disposes(used, true).refused(RefusalCode.SAVEPOINT_IN_USE);
    starting.fails(FailureReason.JOB_FAILED).disposes(used, true);
    starting.refused(RefusalCode.SAVEPOINT_IN_USE);

    // Between the savepoint of an upgrade and the request of its next job, too.
    Story upgrading = Story.running().edit(Samples.jar("file:///b.jar")).written();
    UUID taken = upgrading.state().catalogue().savepoints().getLast().id();
    upgrading.disposes(taken, true).refused(RefusalCode.SAVEPOINT_IN_USE);
  }

  @Test
  void whatTheJobBeganFromTakesAWordToGoAsLongAsTheJobIsThere() {
    Story story = suspended().wish(DesiredState.RUNNING);
    UUID used = story.requestedJob().restore().chosen().orElseThrow().savepointId();
    story.comesUp().savepoint(5).written();
    story.disposes(used, false).refused(RefusalCode.SAVEPOINT_IN_USE);
    story.disposes(used, true).happened("SavepointDisposalRequested");
  }

  @Test
  void whatIsPinnedStaysWhateverTheWord() {
    Story story = runningWithTwo().pins(FIRST).happened("SavepointPinned");
    story.disposes(FIRST, true).refused(RefusalCode.SAVEPOINT_PINNED);
    assertThat(((Outcome.Refused) story.last()).message()).contains("before the migration");
    story.unpins(FIRST).happened("SavepointUnpinned").unpins(FIRST);
    story.refused(RefusalCode.NOT_PINNED).disposes(FIRST, false);
    story.happened("SavepointDisposalRequested").pins(FIRST);
    story.refused(RefusalCode.SAVEPOINT_BEING_DELETED);
    story.disposes(FIRST, true).refused(RefusalCode.SAVEPOINT_BEING_DELETED);
    story.pins(new UUID(9, 9)).refused(RefusalCode.SAVEPOINT_NOT_FOUND);
  }

  @Test
  void dataThatOthersReferToStaysAndOnlyThePointerGoesByAWord() {
    DataStanding shared =
        new DataStanding(
            "file:/sp/x",
            true,
            false,
            List.of(new Reference(Story.ID, FIRST), new Reference(new UUID(0, 2), SECOND)));
    Story story = runningWithTwo().disposes(FIRST, false, shared);
    story.refused(RefusalCode.SAVEPOINT_SHARED);
    assertThat(((Outcome.Refused) story.last()).message())
        .contains(SECOND.toString(), new UUID(0, 2).toString());
    story.disposes(FIRST, true, shared).happened("SavepointDisposed");
    assertThat(story.newest(SavepointDisposed.class).data()).isEqualTo(DataFate.KEPT_SHARED);
  }

  @Test
  void dataThatNoJobOfWeirWroteIsNeverRemoved() {
    Story story =
        Story.of(s -> s)
            .copy(1, "file:///etc")
            .copy(2, "file:///b")
            .disposes(FIRST, false, DataStanding.unheardOf("file:/etc"))
            .happened("SavepointDisposed");
    assertThat(story.newest(SavepointDisposed.class).data()).isEqualTo(DataFate.KEPT_FOREIGN);
  }

  @Test
  void aSavepointOfADeletedDeploymentMayGoToo() {
    suspended().delete();
    Story story = suspended().delete();
    UUID taken = story.state().catalogue().savepoints().getLast().id();
    story.disposes(taken, true).happened("SavepointDisposalRequested");
  }

  @Test
  void aLateWordOfItsCompletionDoesNotBringASavepointBack() {
    Story story = runningWithTwo().disposes(FIRST, false);
    story
        .report(
            new SavepointWritten(Story.ID, story.job(), FIRST, "file:///sp/x", Optional.empty()))
        .unchanged(Skip.SAVEPOINT_SETTLED);
  }

  private static SavepointNotRemoved notRemoved() {
    return new SavepointNotRemoved(
        Story.ID, FIRST, Story.running().failure(FailureReason.DATA_NOT_REMOVED));
  }

  private static Story runningWithTwo() {
    return Story.running().savepoint(1).written().savepoint(2).written();
  }

  private static Story suspended() {
    return Story.running().wish(DesiredState.SUSPENDED).written().ends(FinalStatus.FINISHED).gone();
  }

  private static Phase phase(Story story, UUID savepoint) {
    return story.state().catalogue().find(savepoint).orElseThrow().phase();
  }
}
