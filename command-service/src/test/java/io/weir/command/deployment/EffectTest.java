package io.weir.command.deployment;

import static io.weir.command.deployment.Samples.jar;
import static io.weir.command.deployment.Samples.restore;
import static io.weir.command.deployment.Samples.state;
import static io.weir.command.deployment.Samples.upgrade;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.preview.Effect;
import io.weir.command.preview.Effect.Measure;
import io.weir.command.preview.Effect.StateLoss;
import io.weir.command.preview.Effect.Stop;
import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.deployment.RestoreRule;
import io.weir.events.deployment.RollbackRestore;
import io.weir.events.deployment.TransitionStarted;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.RestoreStrategy;
import io.weir.events.spec.UpgradeStrategy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a preview says of a command: restart, stop, restore point, loss, duration. */
class EffectTest {
  /** Pain 20: the operation under way, its age, and how long it usually takes. */
  @Test
  void tellsOfASavepointThatIsBeingWrittenWhenTheJobIsToEnd() {
    Story story = Story.running().savepoint(1).written().later(Duration.ofHours(1)).savepoint(2);
    Instant asked = story.now();
    story.later(Duration.ofSeconds(40)).wish(DesiredState.SUSPENDED);

    Effect.PendingSavepoint pending = story.effect().pendingSavepoints().getFirst();
    assertThat(pending.savepointId()).isEqualTo(new UUID(9, 2));
    assertThat(pending.since()).isEqualTo(asked);
    assertThat(pending.age()).isEqualTo(Duration.ofSeconds(41));
    assertThat(pending.usual().samples()).isEqualTo(1);
    assertThat(pending.usual().median()).contains(Duration.ofSeconds(1));
    assertThat(story.effect().summary())
        .contains(
            "being written since %s (41 s), goes on beside the one of the stop".formatted(asked))
        .endsWith("Savepoints of this deployment take 1.0 s: the median of 1.");

    Story cancelled = Story.running().savepoint(1).wish(DesiredState.CANCELLED);
    assertThat(cancelled.effect().summary())
        .contains("is not waited for, and is lost when the job ends before it is complete")
        .endsWith("No savepoint of this deployment was measured yet.");
    assertThat(Story.running().wish(DesiredState.CANCELLED).effect().pendingSavepoints()).isEmpty();
    assertThat(Story.running().savepoint(1).savepoint(2).effect().pendingSavepoints())
        .as("nothing ends")
        .isEmpty();
  }

  @Test
  void saysWhyARollbackTakesNoSavepointAlthoughTheStrategyIsStateful() {
    Story story = Story.running().savepoint(1).written();
    UUID first = story.job();
    story.edit(jar("file:///b.jar")).written().ends(FinalStatus.FINISHED).gone().comesUp();

    story.rollBack(first, RollbackRestore.OF_JOB);
    assertThat(story.effect().summary())
        .startsWith(
            "The running job is cancelled without a savepoint and replaced, whatever the upgrade"
                + " strategy: the rollback chose the state of job "
                + first
                + ". ");
    TransitionStarted began = story.newest(TransitionStarted.class);
    assertThat(began.upgradeStrategy()).contains(UpgradeStrategy.Kind.STATELESS);
    assertThat(began.rollback().orElseThrow().jobId()).isEqualTo(first);
    assertThat(began.rollback().orElseThrow().restore()).isEqualTo(RollbackRestore.OF_JOB);

    story.cancelledAndGone().comesUp().edit(jar("file:///c.jar"));
    assertThat(story.newest(TransitionStarted.class).rollback()).as("served").isEmpty();
  }

  @Test
  void saysThatAFirstStartBeginsEmptyAndLosesNothing() {
    Effect effect = Story.of(state(DesiredState.RUNNING)).effect();

    assertThat(effect.endsAt()).isEqualTo(ActualState.RUNNING);
    assertThat(effect.restarts()).isFalse();
    assertThat(effect.stop()).isEqualTo(Stop.NONE);
    assertThat(effect.stateLoss()).isEqualTo(StateLoss.NOTHING);
    assertThat(effect.restore().orElseThrow().decision().orElseThrow().rule())
        .isEqualTo(RestoreRule.FIRST_START);
    assertThat(effect.expected().orElseThrow().samples()).isZero();
    assertThat(effect.summary())
        .isEqualTo(
            "A job is started. The job begins with empty state: no job of this deployment ran before."
                + " The expected time until it is RUNNING is not known: there is no measurement yet.");
  }

  @Test
  void saysTheWordsThatTheEventWillSay() {
    Story story =
        Story.running()
            .wish(DesiredState.SUSPENDED)
            .written()
            .ends(FinalStatus.FINISHED)
            .gone()
            .copy(4, "file:///other");
    Effect previewed = story.wish(DesiredState.RUNNING).effect();

    String recorded = story.requestedJob().restore().explanation();
    assertThat(previewed.restore().orElseThrow().explanation()).isEqualTo(recorded);
    assertThat(recorded)
        .startsWith("The job restores from the copied savepoint ")
        .contains("file:///other", "LATEST_STATE", "One other restore point was not taken.");
    assertThat(previewed.restore().orElseThrow().decision())
        .contains(story.requestedJob().restore());
    assertThat(previewed.summary()).contains(recorded);
  }

  @Test
  void saysThatASuspensionStopsWithASavepointAndLosesNothing() {
    Effect effect = Story.running().wish(DesiredState.SUSPENDED).effect();

    assertThat(effect.stop()).isEqualTo(Stop.SAVEPOINT);
    assertThat(effect.stateLoss()).isEqualTo(StateLoss.NOTHING);
    assertThat(effect.endsAt()).isEqualTo(ActualState.SUSPENDED);
    assertThat(effect.restarts()).isFalse();
    assertThat(effect.expected()).isEmpty();
    assertThat(effect.summary()).isEqualTo("The running job is stopped with a savepoint.");
  }

  @Test
  void saysThatAStatefulUpgradeRestoresFromTheSavepointThatItTakes() {
    Effect effect = Story.running().edit(jar("file:///b.jar")).effect();

    assertThat(effect.restarts()).isTrue();
    assertThat(effect.stop()).isEqualTo(Stop.SAVEPOINT);
    assertThat(effect.stateLoss()).isEqualTo(StateLoss.NOTHING);
    assertThat(effect.restore().orElseThrow().decision()).isEmpty();
    assertThat(effect.restore().orElseThrow().explanation())
        .isEqualTo("The job restores from the savepoint that is taken first.");
    assertThat(effect.expected().orElseThrow().what()).isEqualTo(Measure.DOWNTIME);
  }

  /** Restore strategy NONE under a stateful upgrade takes a savepoint and then ignores it. */
  @Test
  void warnsThatAStatefulUpgradeUnderRestoreNoneLosesEverything() {
    Effect effect =
        Story.running()
            .edit(restore(RestoreStrategy.Kind.NONE))
            .edit(jar("file:///b.jar"))
            .effect();

    assertThat(effect.stop()).isEqualTo(Stop.SAVEPOINT);
    assertThat(effect.stateLoss()).isEqualTo(StateLoss.EVERYTHING);
    assertThat(effect.summary())
        .contains("The job begins with empty state: the restore strategy is NONE.")
        .contains("All state is lost.");
  }

  @Test
  void saysWhatACancelLoses() {
    assertThat(Story.running().wish(DesiredState.CANCELLED).effect().stateLoss())
        .isEqualTo(StateLoss.EVERYTHING);

    Effect withSavepoint =
        Story.running().savepoint(1).written().wish(DesiredState.CANCELLED).effect();
    assertThat(withSavepoint.stop()).isEqualTo(Stop.CANCEL);
    assertThat(withSavepoint.stateLoss()).isEqualTo(StateLoss.SINCE_RESTORE_POINT);
    assertThat(withSavepoint.endsAt()).isEqualTo(ActualState.CANCELLED);
    assertThat(withSavepoint.summary())
        .startsWith("The running job is cancelled without a savepoint. State since the restore")
        .contains("unless Flink keeps a checkpoint");
  }

  @Test
  void saysThatEndingAStartLosesNothing() {
    Effect effect = Story.of(state(DesiredState.RUNNING)).wish(DesiredState.CANCELLED).effect();

    assertThat(effect.stateLoss()).isEqualTo(StateLoss.NOTHING);
    assertThat(effect.summary()).isEqualTo("The job that is being started is ended.");
  }

  @Test
  void saysThatAStatelessUpgradeMayFallBackBehindTheJob() {
    Effect effect =
        Story.running()
            .edit(upgrade(UpgradeStrategy.Kind.STATELESS))
            .savepoint(1)
            .written()
            .edit(jar("file:///b.jar"))
            .effect();

    assertThat(effect.restarts()).isTrue();
    assertThat(effect.stop()).isEqualTo(Stop.CANCEL);
    assertThat(effect.stateLoss()).isEqualTo(StateLoss.SINCE_RESTORE_POINT);
  }

  @Test
  void saysThatNothingMovesWhereNothingDoes() {
    Effect renamed = Story.running().edit(Samples.attempts(9)).effect();
    assertThat(renamed.summary()).isEqualTo("It is recorded. No job is touched.");
    assertThat(renamed.endsAt()).isEqualTo(ActualState.RUNNING);
    assertThat(renamed.expected()).isEmpty();

    assertThat(Story.running().savepoint(3).effect().summary())
        .isEqualTo("A savepoint is taken; the job goes on.");
    assertThat(Story.running().wish(DesiredState.CANCELLED).delete().effect().summary())
        .startsWith("The deployment is deleted");
  }

  @Test
  void saysWhatEndsFirstWhenAWishWaits() {
    Effect effect =
        Story.running().wish(DesiredState.SUSPENDED).written().wish(DesiredState.RUNNING).effect();

    assertThat(effect.after()).contains(DesiredState.SUSPENDED);
    assertThat(effect.endsAt()).isEqualTo(ActualState.RUNNING);
    assertThat(effect.summary())
        .startsWith("First the transition to SUSPENDED that is under way ends. A job is started.")
        .contains("restores from the savepoint of a stop");
    assertThat(effect.stateLoss()).isEqualTo(StateLoss.NOTHING);
  }

  @Test
  void expectsTheMedianOfThePast() {
    Story story = Story.running();
    for (int seconds : new int[] {30, 10, 20}) {
      story.restart(false).written().ends(FinalStatus.FINISHED).later(Duration.ofSeconds(seconds));
      story.gone().comesUp();
    }

    Effect.Expected expected = story.restart(false).effect().expected().orElseThrow();

    assertThat(expected.what()).isEqualTo(Measure.DOWNTIME);
    assertThat(expected.samples()).isEqualTo(3);
    // From the stop: a second for each of end, tear-down and the four steps up.
    assertThat(expected.median()).contains(Duration.ofSeconds(26));
    assertThat(expected.shortest()).contains(Duration.ofSeconds(16));
    assertThat(expected.longest()).contains(Duration.ofSeconds(36));
    assertThat(story.effect().summary())
        .endsWith(
            "The expected downtime is 26.0 s: the median of 3 measurements (16.0 s to 36.0 s).");
  }

  @Test
  void doesNotMistakeALongSuspensionForDowntimeOfAReplacement() {
    Story story =
        Story.running()
            .wish(DesiredState.SUSPENDED)
            .written()
            .ends(FinalStatus.FINISHED)
            .gone()
            .later(Duration.ofDays(9))
            .wish(DesiredState.RUNNING)
            .comesUp();

    assertThat(story.state().history().timings().outages()).isEmpty();
    assertThat(story.state().history().timings().starts())
        .containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(4));
    assertThat(story.state().history().timings().downSince()).isEqualTo(Optional.empty());
  }
}
