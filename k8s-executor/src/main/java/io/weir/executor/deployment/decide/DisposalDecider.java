package io.weir.executor.deployment.decide;

import io.weir.events.deployment.FailureReason;
import io.weir.events.report.SavepointNotRemoved;
import io.weir.events.report.SavepointRemovalBegan;
import io.weir.events.report.SavepointRemoved;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A savepoint's data is to go: say so, remove it, say that it is gone. That nobody needs it was
 * decided with the intent.
 */
public final class DisposalDecider {
  private DisposalDecider() {}

  /**
   * The oldest that is due, so that one that waits for its next attempt holds up no other; else the
   * one that is due first.
   *
   * @param disposals at least one
   */
  public static DisposalIntent first(List<DisposalIntent> disposals, Instant now) {
    return disposals.stream()
        .filter(intent -> !now.isBefore(intent.request().notBefore()))
        .findFirst()
        .orElseGet(
            () ->
                disposals.stream()
                    .min(Comparator.comparing(intent -> intent.request().notBefore()))
                    .orElseThrow());
  }

  /** The wait, when it is not due yet: then not even its data is looked at. */
  public static Optional<Decision> early(DisposalIntent intent, Instant now) {
    Instant notBefore = intent.request().notBefore();
    return now.isBefore(notBefore)
        ? Optional.of(Decision.waiting(Why.NOT_BEFORE, Duration.between(now, notBefore)))
        : Optional.empty();
  }

  /**
   * Decides for one disposal.
   *
   * @param now the only clock
   * @param obstacle why the last removal of this disposal did not end, if there was one
   */
  public static Decision decide(
      DisposalIntent intent, DataView data, Instant now, Optional<Obstacle> obstacle, Pace pace) {
    boolean overdue = !now.isBefore(intent.request().deadline());
    return switch (data) {
      case DataView.Absent none -> removed(intent, pace);
      // What was there when the removal began was seen. It took all that is missing, or the storage
      // went away in between, which the next directory above would show in most places.
      case DataView.Missing missing when intent.started() && missing.likeRemoved() ->
          removed(intent, pace);
      case DataView.Missing missing ->
          notRemoved(intent, FailureReason.DATA_NOT_SEEN, notSeen(missing), now, pace);
      // The metadata goes last: what is there now came later, and is somebody else's.
      case DataView.NoState files when intent.started() -> removed(intent, pace);
      case DataView.NoState files ->
          notRemoved(intent, FailureReason.DATA_NOT_REMOVED, files.why(), now, pace);
      case DataView.Unsupported unsupported ->
          notRemoved(intent, FailureReason.STORAGE_NOT_SUPPORTED, unsupported.why(), now, pace);
      case DataView.Unknown unknown ->
          overdue
              ? notRemoved(intent, FailureReason.DATA_NOT_REMOVED, unknown.why(), now, pace)
              : Decision.waiting(Why.DATA_UNKNOWN, nextTry(intent, now, pace));
      case DataView.Present there -> {
        if (obstacle.filter(Obstacle::lasting).isPresent())
          yield notRemoved(
              intent, FailureReason.DATA_NOT_REMOVED, obstacle.get().message(), now, pace);
        if (overdue)
          yield notRemoved(
              intent,
              FailureReason.DATA_NOT_REMOVED,
              "Data is left at %s after %s%s"
                  .formatted(
                      intent.request().location(),
                      intent.request().deadline(),
                      obstacle.map(last -> ". " + last.message()).orElse("")),
              now,
              pace);
        // From here on the data may be incomplete: the log has to know before it is.
        yield intent.started()
            ? Decision.act(Why.DATA_LEFT, pace.open(), new Action.RemoveData(intent))
            : Decision.report(
                Why.DATA_LEFT,
                pace.open(),
                intent.origin(),
                new SavepointRemovalBegan(intent.request().deploymentId(), intent.savepointId()));
      }
    };
  }

  /** When to look after a try that came to nothing: soon, and when the deadline passes. */
  public static Duration nextTry(DisposalIntent intent, Instant now, Pace pace) {
    Duration left = Duration.between(now, intent.request().deadline());
    return left.isPositive() && left.compareTo(pace.settled()) < 0 ? left : pace.settled();
  }

  private static Decision removed(DisposalIntent intent, Pace pace) {
    return Decision.report(
        Why.DATA_GONE,
        pace.open(),
        intent.origin(),
        new SavepointRemoved(
            intent.request().deploymentId(), intent.savepointId(), intent.started()));
  }

  private static String notSeen(DataView.Missing missing) {
    return missing.why()
        + ". Mount it where the executor runs; or, if the data is gone, delete the savepoint with ?force=true";
  }

  private static Decision notRemoved(
      DisposalIntent intent, FailureReason reason, String message, Instant now, Pace pace) {
    return Decision.report(
        Why.DATA_NOT_REMOVED,
        pace.open(),
        intent.origin(),
        new SavepointNotRemoved(
            intent.request().deploymentId(),
            intent.savepointId(),
            Causes.plain(reason, message, now)));
  }
}
