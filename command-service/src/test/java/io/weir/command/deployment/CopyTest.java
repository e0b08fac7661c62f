package io.weir.command.deployment;

import static io.weir.command.deployment.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.decide.RefusalCode;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.CopySource;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.DeploymentRegistered;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.RestoreRule;
import io.weir.events.deployment.SavepointCopied;
import io.weir.events.deployment.SavepointOrigin;
import io.weir.events.spec.DesiredState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Pointers to data that exists: reset, import, fork; and a deployment that comes back. */
class CopyTest {
  private static final UUID FORK = new UUID(0, 2);
  private static final UUID COPY = new UUID(9, 99);
  private static final Moment MOMENT =
      new Moment(
          Instant.parse("2026-11-22T05:00:00Z"),
          new UUID(7, 7_000),
          0,
          Samples.SETTINGS,
          SessionClusters.NONE);

  @Test
  void aResetMakesAnOlderSavepointTheNewest() {
    Story story = suspended();
    Story reset =
        story
            .copy(5, "file:///older")
            .happened("SavepointCopied")
            .is(ActualState.SUSPENDED)
            .wish(DesiredState.RUNNING);

    assertThat(reset.requestedJob().restore().rule()).isEqualTo(RestoreRule.LATEST_STATE);
    assertThat(reset.requestedJob().restore().chosen().orElseThrow().location())
        .isEqualTo("file:///older");
    assertThat(reset.requestedJob().restore().chosen().orElseThrow().origin())
        .isEqualTo(SavepointOrigin.COPIED);
    assertThat(reset.requestedJob().restore().rejected())
        .anySatisfy(r -> assertThat(r.why()).isEqualTo("A newer one was taken."));
  }

  @Test
  void anImportIsWhatAFirstStartBeginsFrom() {
    Story story = Story.of(s -> s).copy(5, "s3://elsewhere/sp").wish(DesiredState.RUNNING);

    assertThat(story.requestedJob().restore().chosen().orElseThrow().location())
        .isEqualTo("s3://elsewhere/sp");
  }

  @Test
  void aCopyIsAsOldAsItsSource() {
    Instant takenAt = Instant.parse("2026-11-01T00:00:00Z");
    Story story = Story.of(s -> s);
    Outcome outcome =
        CopyDecider.decide(
            story.state(),
            new CopySavepoint(
                Story.ID,
                COPY,
                "file:///s",
                Optional.empty(),
                Optional.of(new CopySource(FORK, new UUID(9, 1), takenAt, Optional.of(7L))),
                DataStanding.unheardOf("file:/s")),
            MOMENT);
    DeploymentState copied = after(story.state(), outcome);

    CataloguedSavepoint savepoint = copied.catalogue().find(COPY).orElseThrow();
    assertThat(savepoint.completedAt()).contains(takenAt);
    assertThat(savepoint.sizeBytes()).contains(7L);
    assertThat(
            RestoreDecider.decide(copied, MOMENT.now(), false)
                .orElseThrow()
                .chosen()
                .orElseThrow()
                .takenAt())
        .isEqualTo(takenAt);
  }

  @Test
  void nobodyBeginsToPointToDataThatIsGivenUp() {
    DataStanding doomed = new DataStanding("file:/s", true, true, List.of());
    Outcome outcome =
        CopyDecider.decide(
            Story.of(s -> s).state(),
            new CopySavepoint(
                Story.ID, COPY, "file:///s", Optional.empty(), Optional.empty(), doomed),
            MOMENT);
    assertRefused(outcome, RefusalCode.DATA_BEING_DELETED);
    DeploymentState source = suspended().state();
    assertRefused(
        ForkDecider.decide(
            fork(source, Optional.of(newest(source).id()), Optional.of(doomed)), MOMENT),
        RefusalCode.DATA_BEING_DELETED);
  }

  @Test
  void aForkIsCancelledWithTheSourcesSpecAndSaysWhatItIsAForkOf() {
    DeploymentState source = Story.running().state();
    List<DeploymentEvent> events =
        accepted(ForkDecider.decide(fork(source, Optional.empty(), Optional.empty()), MOMENT));

    assertThat(events)
        .singleElement()
        .isEqualTo(
            new DeploymentRegistered(
                FORK,
                "default",
                "orders-2",
                Optional.of("Fork of orders"),
                source.identity().labels(),
                source.identity().annotations(),
                source.wish().spec().withState(DesiredState.CANCELLED),
                Samples.TARGET,
                Optional.of(Story.ID)));
  }

  @Test
  void aForkFromASavepointBeginsFromIt() {
    DeploymentState source = suspended().state();
    CataloguedSavepoint taken = newest(source);
    Outcome outcome =
        ForkDecider.decide(
            fork(
                source, Optional.of(taken.id()), Optional.of(DataStanding.unheardOf("file:/sp/x"))),
            MOMENT);

    assertThat(accepted(outcome).getLast())
        .isEqualTo(
            new SavepointCopied(
                FORK,
                COPY,
                taken.location().orElseThrow(),
                Optional.empty(),
                Optional.of(
                    new CopySource(
                        Story.ID,
                        taken.id(),
                        taken.completedAt().orElseThrow(),
                        Optional.of(7L)))));
    DeploymentState forked = after(null, outcome);
    assertThat(forked.actual()).isEqualTo(ActualState.CANCELLED);
    assertThat(
            RestoreDecider.decide(forked, MOMENT.now(), false)
                .orElseThrow()
                .chosen()
                .orElseThrow()
                .location())
        .isEqualTo(taken.location().orElseThrow());
  }

  @Test
  void aForkNeedsACompleteSavepointOfItsSource() {
    DeploymentState open = Story.running().savepoint(1).state();
    assertRefused(
        ForkDecider.decide(fork(open, Optional.of(new UUID(9, 1)), Optional.empty()), MOMENT),
        RefusalCode.SAVEPOINT_NOT_COMPLETE);
    assertRefused(
        ForkDecider.decide(fork(open, Optional.of(new UUID(9, 2)), Optional.empty()), MOMENT),
        RefusalCode.SAVEPOINT_NOT_FOUND);
    DeploymentState deleted = Story.of(s -> s).delete().state();
    assertRefused(
        ForkDecider.decide(fork(deleted, Optional.empty(), Optional.empty()), MOMENT),
        RefusalCode.NOT_FOUND);
  }

  @Test
  void aDeletedDeploymentComesBackAsItWas() {
    Story story = suspended();
    DeploymentState before = story.state();
    story.delete().happened("DeploymentDeleted").undelete().happened("DeploymentUndeleted");

    assertThat(story.state().deleted()).isFalse();
    assertThat(story.state().catalogue()).isEqualTo(before.catalogue());
    assertThat(story.state().wish()).isEqualTo(before.wish());
    story.is(ActualState.SUSPENDED).undelete().refused(RefusalCode.NOT_DELETED);
    story.wish(DesiredState.RUNNING);
    assertThat(story.requestedJob().restore().chosen()).isPresent();
  }

  @Test
  void whatIsUndeletedInMidTeardownGoesOnToItsWish() {
    Story.running()
        .wish(DesiredState.CANCELLED)
        .delete()
        .undelete()
        .cancelledAndGone()
        .is(ActualState.CANCELLED)
        .edit(state(DesiredState.RUNNING), true, false)
        .comesUp()
        .is(ActualState.RUNNING);
  }

  @Test
  void aSuspensionThatTheDeletionTurnedIntoACancellationIsServedWhenItComesBack() {
    deletedBeforeItsSuspension()
        .cancelledAndGone()
        .is(ActualState.CANCELLED)
        .undelete()
        .happened("DeploymentUndeleted", "TransitionStarted", "TransitionFailed")
        .is(ActualState.FAILED);
    deletedBeforeItsSuspension()
        .undelete()
        .cancelledAndGone()
        .happened("ClusterRemoved", "TransitionCompleted", "TransitionStarted", "TransitionFailed")
        .is(ActualState.FAILED);
    Story.of(state(DesiredState.RUNNING))
        .copy(7, "file:///elsewhere")
        .wish(DesiredState.SUSPENDED)
        .delete()
        .comesUp()
        .cancelledAndGone()
        .undelete()
        .is(ActualState.SUSPENDED);
  }

  /** Its start was under way, so the suspension had to wait. */
  private static Story deletedBeforeItsSuspension() {
    return Story.of(state(DesiredState.RUNNING)).wish(DesiredState.SUSPENDED).delete().comesUp();
  }

  private static Story suspended() {
    return Story.running().wish(DesiredState.SUSPENDED).written().ends(FinalStatus.FINISHED).gone();
  }

  private static CataloguedSavepoint newest(DeploymentState state) {
    return state.catalogue().savepoints().getLast();
  }

  private static ForkDeployment fork(
      DeploymentState source, Optional<UUID> savepoint, Optional<DataStanding> data) {
    return new ForkDeployment(
        FORK,
        "orders-2",
        Optional.empty(),
        source,
        savepoint.map(id -> new ForkDeployment.From(id, COPY, data)));
  }

  private static DeploymentState after(DeploymentState state, Outcome outcome) {
    DeploymentState now = state;
    for (DeploymentEvent event : accepted(outcome))
      now = DeploymentState.evolve(now, event, MOMENT.cause());
    return now;
  }

  private static List<DeploymentEvent> accepted(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
    return ((Outcome.Accepted) outcome).events();
  }

  private static void assertRefused(Outcome outcome, RefusalCode code) {
    assertThat(outcome)
        .isInstanceOfSatisfying(Outcome.Refused.class, r -> assertThat(r.code()).isEqualTo(code));
  }
}
