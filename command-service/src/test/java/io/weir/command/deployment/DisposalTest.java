package io.weir.command.deployment;

import static io.weir.command.deployment.Samples.restore;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.decide.RefusalCode;
import io.weir.command.deployment.CataloguedSavepoint.Phase;
import io.weir.command.deployment.DataStanding.Reference;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.DataFate;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.SavepointDisposalFailed;
import io.weir.events.deployment.SavepointDisposalRequested;
import io.weir.events.deployment.SavepointDisposed;
import io.weir.events.deployment.SavepointFailed;
import io.weir.events.report.SavepointNotRemoved;
import io.weir.events.report.SavepointRemovalBegan;
import io.weir.events.report.SavepointRemoved;
import io.weir.events.report.SavepointWritten;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.RestoreStrategy;
import java.time.Duration;
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
            .happened("SavepointDisposalFailed", "SavepointDisposalRequested");
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
  void whatCouldNotBeRemovedIsTriedAgainAfterGrowingPausesUntilItIsGone() {
    Story story = runningWithTwo().disposes(FIRST, false);
    for (int attempt = 1; attempt <= 13; attempt++) {
      story
          .report(new SavepointRemovalBegan(Story.ID, FIRST))
          .happened("SavepointDisposalStarted")
          .report(notRemoved())
          .happened("SavepointDisposalFailed", "SavepointDisposalRequested");
      SavepointDisposalFailed failed = story.newest(SavepointDisposalFailed.class);
      SavepointDisposalRequested next = story.newest(SavepointDisposalRequested.class);
      Duration pause = Duration.ofMinutes(Math.min(1L << (attempt - 1), 24 * 60));
      assertThat(failed.attempt()).isEqualTo(attempt);
      assertThat(failed.retryAt()).contains(story.now().plus(pause));
      assertThat(next.attempt()).isEqualTo(attempt + 1);
      assertThat(next.notBefore()).isEqualTo(failed.retryAt().orElseThrow());
      assertThat(next.deadline()).isEqualTo(next.notBefore().plus(Duration.ofMinutes(10)));
      CataloguedSavepoint waits = story.state().catalogue().find(FIRST).orElseThrow();
      assertThat(waits.phase()).isEqualTo(Phase.FAILED_DELETION);
      assertThat(waits.failure()).isPresent();
      assertThat(waits.removal().orElseThrow().notBefore()).isEqualTo(next.notBefore());
      story.later(pause);
    }
    story.report(new SavepointRemoved(Story.ID, FIRST, true)).happened("SavepointDisposed");
    assertThat(story.state().catalogue().find(FIRST)).isEmpty();
  }

  @Test
  void aStorageThatNobodyCanRemoveFromIsNotTriedAgain() {
    Story story =
        runningWithTwo()
            .disposes(FIRST, false)
            .report(
                new SavepointNotRemoved(
                    Story.ID, FIRST, Story.running().failure(FailureReason.STORAGE_NOT_SUPPORTED)))
            .happened("SavepointDisposalFailed");
    assertThat(story.newest(SavepointDisposalFailed.class).retryAt()).isEmpty();
    story.report(new SavepointRemoved(Story.ID, FIRST, true)).unchanged(Skip.SAVEPOINT_SETTLED);
  }

  @Test
  void whatWasNotSeenIsTriedAgainUntilSomebodySaysThatItIsGone() {
    Story story = runningWithTwo().disposes(FIRST, false).report(notSeen());
    story.happened("SavepointDisposalFailed", "SavepointDisposalRequested");
    assertThat(phase(story, FIRST)).isEqualTo(Phase.FAILED_DELETION);
    assertThat(story.newest(SavepointDisposalFailed.class).retryAt())
        .contains(story.now().plus(Duration.ofMinutes(1)));

    story.disposes(FIRST, true).happened("SavepointDisposed");
    assertThat(story.newest(SavepointDisposed.class).data()).isEqualTo(DataFate.UNKNOWN);
    assertThat(story.state().catalogue().find(FIRST)).isEmpty();
  }

  @Test
  void aTryThatIsAskedForIsMadeAtOnceAndForceEndsThem() {
    Story story = runningWithTwo().disposes(FIRST, false).report(notRemoved());
    story.disposes(FIRST, false).happened("SavepointDisposalRequested");
    assertThat(story.newest(SavepointDisposalRequested.class).notBefore()).isEqualTo(story.now());
    assertThat(phase(story, FIRST)).isEqualTo(Phase.PENDING_DELETION);

    story.report(notRemoved()).disposes(FIRST, true).happened("SavepointDisposed");
    story.report(new SavepointRemovalBegan(Story.ID, FIRST)).unchanged(Skip.UNKNOWN_SAVEPOINT);
  }

  @Test
  void whatIsBeingWrittenIsGivenUpOnlyByForceAndKeptWhenItIsCompleteAllTheSame() {
    Story story = Story.running().savepoint(1);
    story.disposes(FIRST, false).refused(RefusalCode.SAVEPOINT_STARTED);
    assertThat(((Outcome.Refused) story.last()).message())
        .isEqualTo(
            "The savepoint 00000000-0000-0009-0000-000000000001 is being written since"
                + " 2026-11-21T05:00:06Z. Wait for its outcome, or give it up: ?force=true");

    story.disposes(FIRST, true).happened("SavepointFailed");
    SavepointFailed givenUp = story.newest(SavepointFailed.class);
    assertThat(givenUp.failure().reason()).isEqualTo(FailureReason.SAVEPOINT_GIVEN_UP);
    assertThat(givenUp.retryAt()).isEmpty();
    assertThat(phase(story, FIRST)).isEqualTo(Phase.FAILED);
    story.is(ActualState.RUNNING);

    // Flink had it done already: what is there is known.
    story
        .report(
            new SavepointWritten(Story.ID, story.job(), FIRST, "file:///sp/x", Optional.empty()))
        .happened("SavepointCompleted");
    assertThat(phase(story, FIRST)).isEqualTo(Phase.COMPLETED);
  }

  @Test
  void whatATransitionWaitsForIsNotGivenUpBehindItsBack() {
    Story story = Story.running().wish(DesiredState.SUSPENDED);
    story.disposes(story.openSavepoint(), true).refused(RefusalCode.SAVEPOINT_STARTED);
    assertThat(((Outcome.Refused) story.last()).message())
        .startsWith("The transition to SUSPENDED waits for the savepoint")
        .endsWith("Set spec.state to CANCELLED to end the job without it");
    story
        .wish(DesiredState.CANCELLED)
        .disposes(story.openSavepoint(), true)
        .happened("SavepointFailed");
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
  void whatAFailedSavepointLeftIsNotKnownUnlessFlinkSaysSo() {
    Story givenUp = Story.running().savepoint(1).disposes(FIRST, true).disposes(FIRST, false);
    assertThat(givenUp.newest(SavepointDisposed.class).data()).isEqualTo(DataFate.UNKNOWN);
    for (FailureReason reason :
        List.of(FailureReason.SAVEPOINT_OUTCOME_UNKNOWN, FailureReason.DEADLINE_EXCEEDED)) {
      Story story = Story.running().savepoint(1).unsuccessful(reason).disposes(FIRST, false);
      assertThat(story.newest(SavepointDisposed.class).data()).isEqualTo(DataFate.UNKNOWN);
    }
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

  private static SavepointNotRemoved notSeen() {
    return new SavepointNotRemoved(
        Story.ID, FIRST, Story.running().failure(FailureReason.DATA_NOT_SEEN));
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
