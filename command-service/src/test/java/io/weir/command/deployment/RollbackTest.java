package io.weir.command.deployment;

import static io.weir.command.deployment.Samples.all;
import static io.weir.command.deployment.Samples.attempts;
import static io.weir.command.deployment.Samples.jar;
import static io.weir.command.deployment.Samples.restore;
import static io.weir.command.deployment.Samples.state;
import static io.weir.command.deployment.Samples.template;
import static io.weir.command.deployment.Samples.upgrade;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.decide.RefusalCode;
import io.weir.command.preview.Effect;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.DeploymentSpecRevised;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.RestoreRule;
import io.weir.events.deployment.RollbackRestore;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.deployment.StopMode;
import io.weir.events.deployment.TransitionFailed;
import io.weir.events.report.JobEnded;
import io.weir.events.report.RescaleApplied;
import io.weir.events.report.RetainedCheckpoint;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.RestoreStrategy;
import io.weir.events.spec.UpgradeStrategy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** One command goes back to what an earlier job ran, and says from which state (docs/adr/063). */
class RollbackTest {
  private static final String BAD = "file:///bad.jar";

  /** The first job ran and took a savepoint; the second runs another template from its stop. */
  private static Story upgraded() {
    return Story.running()
        .savepoint(1)
        .written()
        .edit(jar(BAD))
        .written()
        .ends(FinalStatus.FINISHED)
        .gone()
        .comesUp();
  }

  /** It runs with parallelism 1, and Flink takes another without a new job. */
  private static Story rescalable() {
    return Story.of(all(state(DesiredState.RUNNING), scaled("file:///orders.jar", 1))).comesUp();
  }

  private static UnaryOperator<DeploymentSpec> scaled(String jar, int parallelism) {
    return template(template(jar, parallelism, Map.of("jobmanager.scheduler", "adaptive")));
  }

  private static UUID first(Story story) {
    return story.jobs().getFirst();
  }

  @Test
  void aRunningJobIsReplacedByTheOldTemplateWithTheNewestState() {
    Story story = upgraded();
    story
        .rollBack(first(story), RollbackRestore.LATEST)
        .happened("DeploymentSpecRevised", "TransitionStarted", "SavepointRequested");
    UUID taken = story.openSavepoint();

    story.written().ends(FinalStatus.FINISHED).gone();

    assertThat(jarUri(story)).isEqualTo("file:///orders.jar");
    assertThat(story.requestedJob().restore().rule()).isEqualTo(RestoreRule.LATEST_STATE);
    assertThat(chosen(story)).isEqualTo(taken);
    story.comesUp().is(ActualState.RUNNING);
    assertThat(story.state().wish().rollback()).isEmpty();
  }

  @Test
  void withTheStateOfThatJobItBeginsFromTheNewestThatIsLeftOfIt() {
    Story story = upgraded();
    UUID stopOfTheFirst = story.state().catalogue().newestOf(first(story)).orElseThrow().id();

    story
        .rollBack(first(story), RollbackRestore.OF_JOB)
        .happened("DeploymentSpecRevised", "TransitionStarted", "JobStopRequested");
    assertThat(story.newest(JobStopRequested.class).mode()).isEqualTo(StopMode.CANCEL);
    Effect effect = story.effect();

    // Flink kept a checkpoint of the job that is given up: newer, and not to be taken.
    story
        .report(
            new JobEnded(
                Story.ID,
                story.job(),
                FinalStatus.CANCELED,
                Optional.empty(),
                Optional.of(new RetainedCheckpoint("file:///chk/bad", story.now()))))
        .gone()
        .happened("ClusterRemoved", "JobRequested");
    assertThat(chosen(story)).isEqualTo(stopOfTheFirst);
    assertThat(story.requestedJob().restore().rule()).isEqualTo(RestoreRule.OF_JOB);
    assertThat(story.requestedJob().restore().explanation())
        .contains("the newest that is left of job " + first(story))
        .isEqualTo(withOneMore(effect.restore().orElseThrow().explanation()));
    assertThat(story.requestedJob().restore().rejected().getFirst().why())
        .isEqualTo("The deployment goes back to the state of job " + first(story) + ".");
  }

  /** The checkpoint was not foreseen; it is one more that was not taken. */
  private static String withOneMore(String foreseen) {
    return foreseen.replace("One other restore point was", "2 other restore points were");
  }

  /** The job after the rollback dies before it has written anything. */
  @Test
  void whatWasLeftBehindIsNotTakenByAHealingEither() {
    Story story = upgraded();
    UUID stopOfTheFirst = story.state().catalogue().newestOf(first(story)).orElseThrow().id();
    story
        .savepoint(5)
        .written()
        .rollBack(first(story), RollbackRestore.OF_JOB)
        .cancelledAndGone()
        .comesUp()
        .is(ActualState.RUNNING);

    story.ends(FinalStatus.FAILED).gone();

    assertThat(chosen(story)).isEqualTo(stopOfTheFirst);
    assertThat(story.requestedJob().restore().rule()).isEqualTo(RestoreRule.LATEST_STATE);
    story.comesUp().savepoint(6).written().dies("boom").gone();
    assertThat(story.requestedJob().restore().chosen().orElseThrow().location())
        .as("what was written since is")
        .startsWith("file:///chk/");
  }

  @Test
  void emptyIsOneWordForOneStart() {
    Story story = upgraded().rollBack(first(upgraded()), RollbackRestore.NONE);
    assertThat(story.effect().stateLoss()).isEqualTo(Effect.StateLoss.EVERYTHING);
    story.cancelledAndGone();
    assertThat(story.requestedJob().restore().chosen()).isEmpty();
    assertThat(story.requestedJob().restore().rule()).isEqualTo(RestoreRule.EMPTY_START_CONFIRMED);
    assertThat(jarUri(story)).isEqualTo("file:///orders.jar");

    story.fails(FailureReason.JOB_FAILED).gone();
    assertThat(story.requestedJob().restore().chosen()).as("its second attempt").isEmpty();

    // It ran: now there is state to lose again, and nothing of before is taken for it.
    story.comesUp().ends(FinalStatus.FAILED).gone().is(ActualState.FAILED);
    assertThat(story.newest(TransitionFailed.class).failure().reason())
        .isEqualTo(FailureReason.NO_RESTORE_POINT);
  }

  @Test
  void worksForWhatIsSuspendedCancelledOrFailed() {
    Story suspended =
        upgraded().wish(DesiredState.SUSPENDED).written().ends(FinalStatus.FINISHED).gone();
    Story cancelled = upgraded().wish(DesiredState.CANCELLED).cancelledAndGone();
    Story failed = upgraded().edit(attempts(1)).wish(DesiredState.CANCELLED).cancelledAndGone();
    failed
        .wish(DesiredState.RUNNING)
        .fails(FailureReason.RESTORE_FAILED)
        .gone()
        .is(ActualState.FAILED);
    for (Story story : new Story[] {suspended, cancelled, failed})
      for (RollbackRestore restore : RollbackRestore.values()) {
        Story copy = story.copy();
        UUID own = copy.state().catalogue().newestOf(first(copy)).orElseThrow().id();
        copy.rollBack(first(copy), restore)
            .happened("DeploymentSpecRevised", "TransitionStarted", "JobRequested");
        assertThat(jarUri(copy)).isEqualTo("file:///orders.jar");
        switch (restore) {
          case LATEST ->
              assertThat(chosen(copy))
                  .isEqualTo(copy.state().catalogue().completedNewestFirst().getFirst().id());
          case OF_JOB -> assertThat(chosen(copy)).isEqualTo(own);
          case NONE -> assertThat(copy.requestedJob().restore().chosen()).isEmpty();
        }
      }
  }

  @Test
  void thePreviewSaysWhatIsPassedOverThoughNothingRuns() {
    Story story = upgraded().wish(DesiredState.SUSPENDED).written().ends(FinalStatus.FINISHED);
    story.gone().rollBack(first(story), RollbackRestore.OF_JOB);
    assertThat(story.effect().stateLoss()).isEqualTo(Effect.StateLoss.SINCE_RESTORE_POINT);
    assertThat(story.effect().summary())
        .contains("the newest that is left of job " + first(story))
        .contains("is lost, though its savepoints stay in the catalogue.");
  }

  /** Nothing of its own is left: what it began from is how it was, too. */
  @Test
  void withoutStateOfItsOwnThatJobsBeginningIsTaken() {
    Story story = upgraded();
    UUID second = story.job();
    UUID beganFrom = chosen(story);
    story.edit(jar("file:///c.jar")).unsuccessful(FailureReason.FORBIDDEN);
    story.edit(upgrade(UpgradeStrategy.Kind.STATELESS)).edit(jar("file:///d.jar"));
    story.cancelledAndGone().comesUp().savepoint(3).written();

    story.rollBack(second, RollbackRestore.OF_JOB).cancelledAndGone();

    assertThat(chosen(story)).isEqualTo(beganFrom);
    assertThat(story.requestedJob().restore().explanation())
        .contains("job " + second + " began from it");
    assertThat(jarUri(story)).isEqualTo(BAD);
  }

  @Test
  void whereTheDataIsGoneItIsRefusedWithAListOfWhatThereIs() {
    Story story =
        Story.running()
            .wish(DesiredState.CANCELLED)
            .cancelledAndGone()
            .edit(all(jar(BAD), state(DesiredState.RUNNING)), true, false)
            .comesUp()
            .savepoint(1)
            .written();
    story.rollBack(first(story), RollbackRestore.OF_JOB).refused(RefusalCode.NO_RESTORE_POINT);
    assertThat(((Outcome.Refused) story.last()).message())
        .contains("Nothing that job " + first(story) + " wrote is left, and it began empty.")
        .contains("What there is, newest first: requested savepoint")
        .endsWith("or begin empty with restore NONE");
  }

  @Test
  void whatItRanIsTheSpecOfThatTimeAndHowItIsRunIsOfToday() {
    Story story = upgraded();
    DeploymentSpec today =
        story
            .edit(all(restore(RestoreStrategy.Kind.LATEST_SAVEPOINT), attempts(2)))
            .state()
            .wish()
            .spec();
    story.rollBack(first(story), RollbackRestore.LATEST);
    DeploymentSpecRevised revised = story.newest(DeploymentSpecRevised.class);
    assertThat(revised.spec().restoreStrategy()).isEqualTo(today.restoreStrategy());
    assertThat(revised.spec().maxJobCreationAttempts()).isEqualTo(2);
    assertThat(revised.spec().template().spec().artifact().jarUri()).contains("file:///orders.jar");
    assertThat(revised.rollback().orElseThrow().jobId()).isEqualTo(first(story));
  }

  @Test
  void aScaleThatTheJobTookInPlaceIsWhatItRanLast() {
    Story story = rescalable().edit(scaled("file:///orders.jar", 3));
    long generation = story.state().wish().generation();
    // Wanted before the new scale is confirmed: not what it ran.
    story
        .edit(scaled(BAD, 7))
        .report(new RescaleApplied(Story.ID, story.job(), generation))
        .written()
        .ends(FinalStatus.FINISHED)
        .gone()
        .comesUp();
    story.rollBack(first(story), RollbackRestore.LATEST);
    DeploymentSpec back = story.state().wish().spec();
    assertThat(back.template().spec().parallelism()).isEqualTo(3);
    assertThat(back.template().spec().artifact().jarUri()).contains("file:///orders.jar");
  }

  @Test
  void upgradeStrategyNoneDoesNotHoldItUpSinceItIsAskedForOutright() {
    Story story = upgraded().edit(upgrade(UpgradeStrategy.Kind.NONE));
    Story other = story.copy();
    story
        .rollBack(first(story), RollbackRestore.LATEST)
        .happened("DeploymentSpecRevised", "TransitionStarted", "SavepointRequested");
    other
        .rollBack(first(other), RollbackRestore.OF_JOB)
        .happened("DeploymentSpecRevised", "TransitionStarted", "JobStopRequested");
  }

  @Test
  void aScaleAloneIsTakenInPlaceUnlessOtherStateIsAskedFor() {
    Story story =
        rescalable()
            .restart(false)
            .written()
            .ends(FinalStatus.FINISHED)
            .gone()
            .comesUp()
            .edit(scaled("file:///orders.jar", 2));
    story
        .report(new RescaleApplied(Story.ID, story.job(), story.state().wish().generation()))
        .is(ActualState.RUNNING);
    Story other = story.copy();
    story
        .rollBack(first(story), RollbackRestore.LATEST)
        .happened("DeploymentSpecRevised", "TransitionStarted", "RescaleRequested");
    other
        .rollBack(first(other), RollbackRestore.OF_JOB)
        .happened("DeploymentSpecRevised", "TransitionStarted", "JobStopRequested");
  }

  /** The wish is taken at once; the start that is under way ends first. */
  @Test
  void duringABadStartItIsServedNextFromTheStateThatWasChosen() {
    Story story = Story.running().savepoint(1).written().edit(jar(BAD));
    story.written().ends(FinalStatus.FINISHED).gone();
    UUID stop = story.state().catalogue().newestOf(first(story)).orElseThrow().id();

    story
        .rollBack(first(story), RollbackRestore.OF_JOB)
        .happened("DeploymentSpecRevised")
        .fails(FailureReason.JOB_FAILED)
        .gone()
        .happened("ClusterRemoved", "TransitionFailed", "TransitionStarted", "JobRequested");

    assertThat(chosen(story)).isEqualTo(stop);
    assertThat(jarUri(story)).isEqualTo("file:///orders.jar");
    story.comesUp().is(ActualState.RUNNING);
  }

  @Test
  void aNewerTemplateRunsInItsPlaceFromTheStateThatWasChosen() {
    Story story = upgraded();
    UUID point = story.state().catalogue().newestOf(first(story)).orElseThrow().id();
    story
        .rollBack(first(story), RollbackRestore.OF_JOB)
        .edit(jar("file:///c.jar"))
        .cancelledAndGone();
    assertThat(jarUri(story)).isEqualTo("file:///c.jar");
    assertThat(chosen(story)).isEqualTo(point);
  }

  @Test
  void aNewerWishEndsTheWordThatStateMayBeLost() {
    Story story = upgraded();
    story
        .rollBack(first(story), RollbackRestore.NONE)
        .wish(DesiredState.SUSPENDED)
        .cancelledAndGone();
    assertThat(story.state().wish().rollback()).isEmpty();
    assertThat(chosen(story))
        .isEqualTo(story.state().catalogue().completedNewestFirst().getFirst().id());
  }

  /** Nothing was given up yet: what the running job writes is the newest state as before. */
  @Test
  void aWishBeforeItIsCarriedOutLosesNothing() {
    Story story = rescalable().edit(scaled("file:///orders.jar", 2));
    long generation = story.state().wish().generation();
    story
        .rollBack(first(story), RollbackRestore.NONE)
        .happened("DeploymentSpecRevised")
        .wish(DesiredState.SUSPENDED)
        .report(new RescaleApplied(Story.ID, story.job(), generation))
        .happened("JobRescaled", "TransitionCompleted", "TransitionStarted", "SavepointRequested");
    UUID taken = story.openSavepoint();
    story.written().ends(FinalStatus.FINISHED).gone().is(ActualState.SUSPENDED);
    story.wish(DesiredState.RUNNING);
    assertThat(chosen(story)).isEqualTo(taken);
  }

  @Test
  void aResetAfterItIsTheNewestWord() {
    Story story = upgraded().wish(DesiredState.CANCELLED).cancelledAndGone().edit(attempts(1));
    story.rollBack(first(story), RollbackRestore.OF_JOB).fails(FailureReason.RESTORE_FAILED).gone();
    story.copy(4, "file:///sp/else").edit(x -> x, false, true);
    assertThat(story.requestedJob().restore().chosen().orElseThrow().location())
        .isEqualTo("file:///sp/else");
  }

  @Test
  void whatARollbackIsAboutToTakeIsNotDeleted() {
    Story story = upgraded();
    UUID point = story.state().catalogue().newestOf(first(story)).orElseThrow().id();
    story
        .rollBack(first(story), RollbackRestore.OF_JOB)
        .disposes(point, true)
        .refused(RefusalCode.SAVEPOINT_IN_USE);
  }

  @Test
  void isRefusedForWhatIsDeletedUnknownOrRunningAlready() {
    Story story = upgraded();
    story.rollBack(new UUID(5, 5), RollbackRestore.LATEST).refused(RefusalCode.JOB_NOT_FOUND);
    story.rollBack(story.job(), RollbackRestore.LATEST).refused(RefusalCode.RUNS_THAT_TEMPLATE);
    story
        .savepoint(8)
        .written()
        .rollBack(story.job(), RollbackRestore.OF_JOB)
        .happened("DeploymentSpecRevised", "TransitionStarted", "JobStopRequested");
    Story deleted = upgraded().wish(DesiredState.CANCELLED).delete();
    deleted.rollBack(first(deleted), RollbackRestore.LATEST).refused(RefusalCode.NOT_FOUND);
  }

  @Test
  void withoutARestorePointItSaysHowToBeginEmpty() {
    Story story = Story.running().wish(DesiredState.CANCELLED).cancelledAndGone();
    story.rollBack(first(story), RollbackRestore.LATEST).refused(RefusalCode.NO_RESTORE_POINT);
    assertThat(((Outcome.Refused) story.last()).message()).endsWith("go back with restore NONE");
    story.later(Duration.ofMinutes(1)).rollBack(first(story), RollbackRestore.NONE);
    assertThat(story.requestedJob().restore().chosen()).isEmpty();
  }

  @Test
  void withoutADirectoryOnlyWhatNeedsNoSavepointGoesBack() {
    Story story = Story.withoutStorage(state(DesiredState.RUNNING)).comesUp();
    story
        .edit(all(upgrade(UpgradeStrategy.Kind.STATELESS), jar(BAD)))
        .cancelledAndGone()
        .comesUp()
        .edit(upgrade(UpgradeStrategy.Kind.STATEFUL));
    story
        .rollBack(first(story), RollbackRestore.LATEST)
        .refused(RefusalCode.SAVEPOINT_DIRECTORY_MISSING);
    story
        .rollBack(first(story), RollbackRestore.NONE)
        .happened("DeploymentSpecRevised", "TransitionStarted", "JobStopRequested");
    assertThat(story.log()).noneMatch(SavepointRequested.class::isInstance);
  }

  private static String jarUri(Story story) {
    return story.requestedJob().spec().artifact().jarUri().orElseThrow();
  }

  private static UUID chosen(Story story) {
    return story.requestedJob().restore().chosen().orElseThrow().savepointId();
  }
}
