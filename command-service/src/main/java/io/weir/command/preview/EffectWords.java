package io.weir.command.preview;

import io.weir.command.deployment.CataloguedSavepoint;
import io.weir.command.preview.Effect.Expected;
import io.weir.command.preview.Effect.StateLoss;
import io.weir.events.deployment.DeploymentDeleted;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.DeploymentSpecRevised;
import io.weir.events.deployment.RestoreDecision;
import io.weir.events.deployment.RestorePoint;
import io.weir.events.deployment.RollbackRestore;
import io.weir.events.deployment.SavepointCopied;
import io.weir.events.deployment.SavepointFailed;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.spec.DesiredState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** An effect as a person reads it. */
final class EffectWords {
  private EffectWords() {}

  /** The effect with its summary. */
  static Effect added(
      Effect effect,
      List<DeploymentEvent> decided,
      boolean stopsWhatStarts,
      Optional<CataloguedSavepoint> newest) {
    StringBuilder text = new StringBuilder();
    effect.after().ifPresent(target -> text.append(first(target)));
    text.append(what(effect, decided, stopsWhatStarts, newest));
    effect.restore().ifPresent(restore -> text.append(' ').append(restore.explanation()));
    text.append(loss(effect, decided, newest));
    effect.expected().ifPresent(expected -> text.append(duration(expected)));
    effect.pendingSavepoints().forEach(pending -> text.append(pending(effect, pending)));
    return new Effect(
        text.toString(),
        effect.after(),
        effect.endsAt(),
        effect.restarts(),
        effect.stop(),
        effect.rescale(),
        effect.restore(),
        effect.stateLoss(),
        effect.expected(),
        effect.pendingSavepoints());
  }

  private static String first(DesiredState target) {
    return "First the transition to " + target + " that is under way ends. ";
  }

  private static String what(
      Effect effect,
      List<DeploymentEvent> decided,
      boolean stopsWhatStarts,
      Optional<CataloguedSavepoint> newest) {
    boolean starts = effect.restore().isPresent();
    return switch (effect.stop()) {
      case SAVEPOINT ->
          effect.restarts()
              ? "The running job is stopped with a savepoint and replaced."
              : "The running job is stopped with a savepoint.";
      case CANCEL ->
          stopsWhatStarts
              ? "The job that is being started is ended."
              : effect.restarts()
                  ? "The running job is cancelled without a savepoint and replaced%s."
                      .formatted(chosen(decided).orElse(""))
                  : "The running job is cancelled without a savepoint.";
      case NONE ->
          starts
              ? "A job is started."
              : effect
                  .rescale()
                  .map(EffectWords::rescaled)
                  .orElseGet(() -> atRest(decided, newest));
    };
  }

  /** Why no savepoint is taken, whatever the deployment's strategy: as the timeline says it. */
  private static Optional<String> chosen(List<DeploymentEvent> decided) {
    return decided.getFirst() instanceof DeploymentSpecRevised revised
        ? revised
            .rollback()
            .filter(rollback -> rollback.restore() != RollbackRestore.LATEST)
            .map(
                rollback ->
                    ", whatever the upgrade strategy: the rollback chose "
                        + (rollback.restore() == RollbackRestore.OF_JOB
                            ? "the state of job " + rollback.jobId()
                            : "empty state"))
        : Optional.empty();
  }

  private static String rescaled(Effect.Rescale rescale) {
    return "No restart: the running job goes on with parallelism %d on %d TaskManagers."
        .formatted(rescale.parallelism(), rescale.numberOfTaskManagers());
  }

  private static String atRest(
      List<DeploymentEvent> decided, Optional<CataloguedSavepoint> newest) {
    return switch (decided.getLast()) {
      case DeploymentDeleted e ->
          "The deployment is deleted; its history stays. No running job is touched. "
              + newest
                  .flatMap(CataloguedSavepoint::completedAt)
                  .map(at -> "Undeleted, it can go on from the restore point of " + at + ".")
                  .orElse("It has no restore point: undeleted, its job could only begin empty.");
      case SavepointRequested e -> "A savepoint is taken; the job goes on.";
      case SavepointFailed e ->
          "The savepoint is given up: nobody waits for it any more. Flink cannot be told to end it,"
              + " and may still complete it.";
      case SavepointCopied e ->
          "The savepoint becomes the newest restore point. No job is touched before the next start.";
      default -> "It is recorded. No job is touched.";
    };
  }

  private static String loss(
      Effect effect, List<DeploymentEvent> decided, Optional<CataloguedSavepoint> newest) {
    Optional<Instant> point =
        effect
            .restore()
            .flatMap(Effect.Restore::decision)
            .flatMap(RestoreDecision::chosen)
            .map(RestorePoint::takenAt)
            .or(() -> newest.flatMap(CataloguedSavepoint::completedAt));
    return switch (effect.stateLoss()) {
      case NOTHING -> "";
      case SINCE_RESTORE_POINT ->
          " State since "
              + point.map(at -> "the restore point of " + at).orElse("the restore point")
              + " is lost"
              + unlessKept(effect, decided)
              + ".";
      case EVERYTHING -> " All state is lost" + unlessKept(effect, decided) + ".";
    };
  }

  /** A checkpoint that Flink keeps is known only once the job has ended. */
  private static String unlessKept(Effect effect, List<DeploymentEvent> decided) {
    if (chosen(decided).isPresent()) return ", though its savepoints stay in the catalogue";
    return effect.stop() == Effect.Stop.CANCEL && effect.stateLoss() != StateLoss.NOTHING
        ? ", unless Flink keeps a checkpoint that the restore strategy allows"
        : "";
  }

  private static String pending(Effect effect, Effect.PendingSavepoint pending) {
    String fate =
        effect.stop() == Effect.Stop.SAVEPOINT
            ? "goes on beside the one of the stop, which does not wait for it; it is closed when the"
                + " job has ended before it is complete"
            : "is not waited for, and is lost when the job ends before it is complete";
    Expected usual = pending.usual();
    String past =
        usual.samples() == 0
            ? "No savepoint of this deployment was measured yet."
            : "Savepoints of this deployment take %s: the median of %d."
                .formatted(seconds(usual.median().orElseThrow()), usual.samples());
    return " The savepoint %s, being written since %s (%d s), %s. %s"
        .formatted(pending.savepointId(), pending.since(), pending.age().toSeconds(), fate, past);
  }

  private static String duration(Expected expected) {
    String what =
        switch (expected.what()) {
          case DOWNTIME -> "downtime";
          case TIME_TO_RUNNING -> "time until it is RUNNING";
          case SAVEPOINT -> "time of a savepoint";
        };
    if (expected.samples() == 0)
      return " The expected %s is not known: there is no measurement yet.".formatted(what);
    return " The expected %s is %s: the median of %d %s (%s to %s)."
        .formatted(
            what,
            seconds(expected.median().orElseThrow()),
            expected.samples(),
            expected.samples() == 1 ? "measurement" : "measurements",
            seconds(expected.shortest().orElseThrow()),
            seconds(expected.longest().orElseThrow()));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
