package io.weir.command.preview;

import io.weir.command.deployment.CataloguedSavepoint;
import io.weir.command.preview.Effect.Expected;
import io.weir.command.preview.Effect.StateLoss;
import io.weir.events.deployment.DeploymentDeleted;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.SavepointCopied;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.spec.DesiredState;
import java.time.Duration;
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
    text.append(loss(effect, newest));
    effect.expected().ifPresent(expected -> text.append(duration(expected)));
    return new Effect(
        text.toString(),
        effect.after(),
        effect.endsAt(),
        effect.restarts(),
        effect.stop(),
        effect.rescale(),
        effect.restore(),
        effect.stateLoss(),
        effect.expected());
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
                  ? "The running job is cancelled without a savepoint and replaced."
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
      case SavepointCopied e ->
          "The savepoint becomes the newest restore point. No job is touched before the next start.";
      default -> "It is recorded. No job is touched.";
    };
  }

  private static String loss(Effect effect, Optional<CataloguedSavepoint> newest) {
    boolean restored = effect.restore().flatMap(Effect.Restore::decision).isPresent();
    return switch (effect.stateLoss()) {
      case NOTHING -> "";
      case SINCE_RESTORE_POINT ->
          " State since "
              + newest
                  .flatMap(CataloguedSavepoint::completedAt)
                  .map(at -> "the restore point of " + at)
                  .orElse("the restore point")
              + " is lost"
              + unlessKept(effect, restored)
              + ".";
      case EVERYTHING -> " All state is lost" + unlessKept(effect, restored) + ".";
    };
  }

  /** A checkpoint that Flink keeps is known only once the job has ended. */
  private static String unlessKept(Effect effect, boolean decided) {
    return effect.stop() == Effect.Stop.CANCEL && effect.stateLoss() != StateLoss.NOTHING
        ? ", unless Flink keeps a checkpoint that the restore strategy allows"
        : "";
  }

  private static String duration(Expected expected) {
    String what =
        expected.what() == Effect.Measure.DOWNTIME ? "downtime" : "time until it is RUNNING";
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
