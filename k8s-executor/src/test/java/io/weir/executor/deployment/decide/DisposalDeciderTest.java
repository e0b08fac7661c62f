package io.weir.executor.deployment.decide;

import static io.weir.executor.testing.Intents.DEPLOYMENT;
import static io.weir.executor.testing.Intents.NOON;
import static io.weir.executor.testing.Intents.SAVEPOINT;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.deployment.SavepointDisposalRequested;
import io.weir.events.report.SavepointNotRemoved;
import io.weir.events.report.SavepointRemovalBegan;
import io.weir.events.report.SavepointRemoved;
import io.weir.events.report.TransitionReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Said before, done, said after; and never taken for done because nobody answered. */
class DisposalDeciderTest {
  private static final Instant DEADLINE = NOON.plus(Duration.ofMinutes(10));

  @Test
  void saysThatItBeginsBeforeItRemovesAnything() {
    Decision first = decide(false, new DataView.Present(), NOON);
    assertThat(report(first)).isEqualTo(new SavepointRemovalBegan(DEPLOYMENT, SAVEPOINT));
    Decision then = decide(true, new DataView.Present(), NOON);
    assertThat(then.actions()).containsExactly(new Action.RemoveData(intent(true)));
  }

  @Test
  void saysThatItIsGoneAndWhetherItWasThere() {
    assertThat(report(decide(true, new DataView.Absent(), NOON)))
        .isEqualTo(new SavepointRemoved(DEPLOYMENT, SAVEPOINT, true));
    assertThat(report(decide(false, new DataView.Absent(), NOON)))
        .isEqualTo(new SavepointRemoved(DEPLOYMENT, SAVEPOINT, false));
  }

  @Test
  void whatWasNotSeenIsToldAtOnceAndNeverTakenForGone() {
    DataView missing = new DataView.Missing(true, "nothing at file:/data/sp, and /data is empty");
    String told =
        "DATA_NOT_SEEN: nothing at file:/data/sp, and /data is empty. Mount it where the executor"
            + " runs; or, if the data is gone, delete the savepoint with ?force=true";
    assertThat(failure(decide(false, missing, NOON))).isEqualTo(told);
    assertThat(failure(decide(false, missing, DEADLINE))).isEqualTo(told);
  }

  @Test
  void whatARemovalTookIsGoneAndWhatItDoesNotTakeIsNot() {
    assertThat(report(decide(true, new DataView.Missing(true, "empty"), DEADLINE)))
        .isEqualTo(new SavepointRemoved(DEPLOYMENT, SAVEPOINT, true));
    assertThat(failure(decide(true, new DataView.Missing(false, "no /data"), NOON)))
        .startsWith("DATA_NOT_SEEN: no /data");
  }

  @Test
  void filesThatAreNoStateStayAndAreTold() {
    DataView files = new DataView.NoState("no _metadata at file:/data/sp");
    assertThat(failure(decide(false, files, NOON)))
        .isEqualTo("DATA_NOT_REMOVED: no _metadata at file:/data/sp");
    assertThat(report(decide(true, files, NOON)))
        .as("what came after the removal is somebody else's")
        .isEqualTo(new SavepointRemoved(DEPLOYMENT, SAVEPOINT, true));
  }

  @Test
  void silenceIsWaitedOutAndOnlyThenAFailure() {
    DataView silent = new DataView.Unknown("the storage hangs");
    assertThat(decide(true, silent, NOON).actions()).isEmpty();
    assertThat(failure(decide(true, silent, DEADLINE)))
        .isEqualTo("DATA_NOT_REMOVED: the storage hangs");
  }

  @Test
  void whatItCannotReachIsAFailureAtOnce() {
    assertThat(failure(decide(false, new DataView.Unsupported("file: only"), NOON)))
        .isEqualTo("STORAGE_NOT_SUPPORTED: file: only");
  }

  @Test
  void aRefusalAndADeadlineEndIt() {
    assertThat(failure(after(new Obstacle("no _metadata", true), NOON)))
        .isEqualTo("DATA_NOT_REMOVED: no _metadata");
    assertThat(failure(decide(true, new DataView.Present(), DEADLINE)))
        .isEqualTo("DATA_NOT_REMOVED: Data is left at file:/data/sp after " + DEADLINE);
  }

  @Test
  void whatMayPassIsTriedAgainUntilTheDeadlineAndThenTold() {
    Obstacle readOnly = new Obstacle("Read-only file system", false);
    assertThat(after(readOnly, NOON).actions())
        .containsExactly(new Action.RemoveData(intent(true)));
    assertThat(failure(after(readOnly, DEADLINE)))
        .isEqualTo(
            "DATA_NOT_REMOVED: Data is left at file:/data/sp after "
                + DEADLINE
                + ". Read-only file system");
  }

  @Test
  void looksAgainWhenTheDeadlinePassesAndNotLater() {
    assertThat(DisposalDecider.nextTry(intent(true), NOON, Pace.DEFAULT))
        .isEqualTo(Pace.DEFAULT.settled());
    assertThat(
            decide(true, new DataView.Unknown("the storage hangs"), DEADLINE.minusSeconds(2))
                .lookAgainIn())
        .contains(Duration.ofSeconds(2));
  }

  @Test
  void waitsForTheTimeOfItsNextAttemptAndHoldsUpNoOther() {
    DisposalIntent again = intent(new UUID(8, 1), 2, NOON.plusSeconds(240));
    DisposalIntent later = intent(new UUID(8, 2), 5, NOON.plusSeconds(960));
    DisposalIntent first = intent(new UUID(8, 3), 1, NOON);

    assertThat(DisposalDecider.first(List.of(again, later, first), NOON)).isEqualTo(first);
    assertThat(DisposalDecider.first(List.of(later, again), NOON)).isEqualTo(again);
    assertThat(DisposalDecider.early(again, NOON).orElseThrow())
        .isEqualTo(Decision.waiting(Why.NOT_BEFORE, Duration.ofSeconds(240)));
    assertThat(DisposalDecider.early(again, NOON.plusSeconds(240))).isEmpty();
    assertThat(DisposalDecider.first(List.of(again, first), NOON.plusSeconds(240)))
        .isEqualTo(again);
  }

  private static DisposalIntent intent(UUID savepoint, int attempt, Instant notBefore) {
    return new DisposalIntent(
        new SavepointDisposalRequested(
            DEPLOYMENT, savepoint, "file:/data/sp", attempt, notBefore, notBefore.plusSeconds(600)),
        false,
        new Origin(new UUID(1, 1), new UUID(2, 2), Optional.empty(), Instant.EPOCH));
  }

  private static Decision after(Obstacle obstacle, Instant now) {
    return DisposalDecider.decide(
        intent(true), new DataView.Present(), now, Optional.of(obstacle), Pace.DEFAULT);
  }

  private static Decision decide(boolean started, DataView data, Instant now) {
    return DisposalDecider.decide(intent(started), data, now, Optional.empty(), Pace.DEFAULT);
  }

  private static DisposalIntent intent(boolean started) {
    return new DisposalIntent(
        new SavepointDisposalRequested(DEPLOYMENT, SAVEPOINT, "file:/data/sp", 1, NOON, DEADLINE),
        started,
        new Origin(new UUID(1, 1), new UUID(2, 2), Optional.empty(), Instant.EPOCH));
  }

  private static TransitionReport report(Decision decision) {
    assertThat(decision.actions()).hasSize(1);
    return ((Action.Report) decision.actions().getFirst()).report();
  }

  private static String failure(Decision decision) {
    SavepointNotRemoved report = (SavepointNotRemoved) report(decision);
    return report.failure().reason() + ": " + report.failure().message();
  }
}
