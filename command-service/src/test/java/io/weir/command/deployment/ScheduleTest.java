package io.weir.command.deployment;

import static io.weir.command.deployment.Samples.all;
import static io.weir.command.deployment.Samples.every;
import static io.weir.command.deployment.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.decide.RefusalCode;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.spec.DesiredState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Savepoints by schedule: none twice, none in vain, of many missed one. */
class ScheduleTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void takesOneWhenItIsDueAndNotBefore() {
    Story story = scheduled();
    story.later(Duration.ofMinutes(50)).looksAtTheSchedule().unchanged(Skip.NOTHING_NEW);
    Instant base = story.state().history().scheduleBase();
    story.later(Duration.ofMinutes(20)).looksAtTheSchedule().happened("SavepointRequested");

    SavepointRequested request = story.newest(SavepointRequested.class);
    assertThat(request.scheduledFor()).contains(base.plus(HOUR));
    assertThat(request.transitionId()).isEmpty();
    story.written().looksAtTheSchedule().unchanged(Skip.NOTHING_NEW);
    // Counted from the moment that was due, not from when it was taken: it does not drift.
    story.later(Duration.ofMinutes(50)).looksAtTheSchedule().happened("SavepointRequested");
    assertThat(story.newest(SavepointRequested.class).scheduledFor())
        .contains(base.plus(HOUR).plus(HOUR));
  }

  @Test
  void ofManyMissedItTakesOne() {
    Story story = scheduled();
    Instant base = story.state().history().scheduleBase();
    story.later(HOUR.multipliedBy(5).plusMinutes(10)).looksAtTheSchedule();
    story.happened("SavepointRequested").written().looksAtTheSchedule();
    story.unchanged(Skip.NOTHING_NEW);
    assertThat(story.newest(SavepointRequested.class).scheduledFor())
        .contains(base.plus(HOUR.multipliedBy(5)));
  }

  @Test
  void whoeverReplaysTheLogFindsTheSameMoment() {
    Story story = scheduled().later(HOUR).looksAtTheSchedule().written().later(HOUR);
    DeploymentState replayed = null;
    for (DeploymentEvent event : story.log())
      replayed =
          DeploymentState.evolve(
              replayed, event, new Cause(Instant.EPOCH, new java.util.UUID(8, 8)));
    assertThat(replayed.history().scheduleBase()).isEqualTo(story.state().history().scheduleBase());
  }

  @Test
  void waitsForTheEndOfATransitionAndOfAnotherSavepoint() {
    Story upgrading = scheduled().later(HOUR).edit(Samples.jar("file:///b.jar"));
    upgrading.looksAtTheSchedule().unchanged(Skip.NOT_NOW);
    upgrading.written().ends(FinalStatus.FINISHED).gone().comesUp();
    upgrading.looksAtTheSchedule().happened("SavepointRequested");

    Story busy = scheduled().later(HOUR).savepoint(1);
    busy.looksAtTheSchedule().unchanged(Skip.NOT_NOW).written();
    busy.looksAtTheSchedule().happened("SavepointRequested");
  }

  @Test
  void aFailedOneIsNotRepeatedBeforeTheNextMoment() {
    Story story = scheduled().later(HOUR).looksAtTheSchedule();
    story.unsuccessful(FailureReason.SAVEPOINT_FAILED).looksAtTheSchedule();
    story.unchanged(Skip.NOTHING_NEW).later(HOUR).looksAtTheSchedule();
    story.happened("SavepointRequested");
  }

  @Test
  void whatPassesWhileNobodyWantsItToRunIsNotMadeUpFor() {
    Story story = scheduled().wish(DesiredState.SUSPENDED).written();
    story.ends(FinalStatus.FINISHED).gone().later(Duration.ofDays(3));
    story.looksAtTheSchedule().unchanged(Skip.NOTHING_NEW);
    story.wish(DesiredState.RUNNING).comesUp().looksAtTheSchedule();
    story.unchanged(Skip.NOTHING_NEW).later(HOUR).looksAtTheSchedule();
    story.happened("SavepointRequested");
  }

  @Test
  void aNewScheduleCountsFromItsOwnBeginning() {
    Story story = scheduled().later(Duration.ofMinutes(50)).edit(every("2h"));
    story.later(HOUR).looksAtTheSchedule().unchanged(Skip.NOTHING_NEW);
    // An edit of something else does not move it.
    story.edit(Samples.attempts(3)).later(HOUR).looksAtTheSchedule();
    story.happened("SavepointRequested");
  }

  @Test
  void saysWhenItIsToBeLookedAt() {
    Story story = scheduled();
    Instant base = story.state().history().scheduleBase();
    assertThat(Retention.nextLook(story.state(), story.now())).contains(base.plus(HOUR));
    story.delete().wish(DesiredState.CANCELLED);
    assertThat(Retention.nextLook(story.state(), story.now())).isEmpty();
  }

  @Test
  void refusesWhatIsNoScheduleAndOneWithoutAPlaceToWrite() {
    Story.of(s -> s)
        .edit(every("9s"))
        .refused(RefusalCode.INVALID_SPEC)
        .edit(every("soon"))
        .refused(RefusalCode.INVALID_SPEC);
    Story nowhere = Story.withoutStorage(s -> s).edit(every("1h"));
    nowhere.refused(RefusalCode.INVALID_SPEC);
    assertThat(((Outcome.Refused) nowhere.last()).faults())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.pointer()).isEqualTo("/spec/savepointPolicy/schedule");
              assertThat(f.detail()).contains("state.savepoints.dir");
            });
    Story both =
        Story.of(s -> s)
            .edit(
                Samples.policy(
                    Optional.of(
                        new io.weir.events.spec.SavepointSchedule(
                            Optional.of("1h"), Optional.of("0 3 * * *"), Optional.empty())),
                    Optional.empty()));
    both.refused(RefusalCode.INVALID_SPEC);
  }

  private static Story scheduled() {
    return Story.of(all(state(DesiredState.RUNNING), every("1h"))).comesUp();
  }
}
