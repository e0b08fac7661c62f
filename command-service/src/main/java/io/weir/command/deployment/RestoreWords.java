package io.weir.command.deployment;

import io.weir.events.deployment.RestoreCandidate;
import io.weir.events.deployment.RestorePoint;
import io.weir.events.deployment.RestoreRule;
import java.util.List;
import java.util.Optional;

/** A restore decision as a person reads it, before it is taken and afterwards. */
final class RestoreWords {
  private RestoreWords() {}

  static String of(
      Optional<RestorePoint> chosen,
      RestoreRule rule,
      List<RestoreCandidate> rejected,
      boolean allowNonRestoredState) {
    StringBuilder text = new StringBuilder();
    if (chosen.isPresent()) text.append(restored(chosen.get(), rule));
    else text.append("The job begins with empty state: ").append(whyEmpty(rule)).append('.');
    if (rejected.size() == 1) text.append(" One other restore point was not taken.");
    if (rejected.size() > 1)
      text.append(" %d other restore points were not taken.".formatted(rejected.size()));
    if (chosen.isPresent() && allowNonRestoredState)
      text.append(" State that no operator takes is skipped.");
    return text.toString();
  }

  // The age is not in the words: it would differ between a preview and the decision itself.
  private static String restored(RestorePoint point, RestoreRule rule) {
    return "The job restores from the %s %s of %s at %s: the newest that the restore strategy %s allows."
        .formatted(
            switch (point.origin()) {
              case USER_REQUEST -> "requested savepoint";
              case SUSPEND -> "savepoint of a stop";
              case COPIED -> "copied savepoint";
              case RETAINED_CHECKPOINT -> "retained checkpoint";
            },
            point.savepointId(),
            point.takenAt(),
            point.location(),
            rule);
  }

  private static String whyEmpty(RestoreRule rule) {
    return switch (rule) {
      case NONE -> "the restore strategy is NONE";
      case FIRST_START -> "no job of this deployment ran before";
      case NO_STATE_YET -> "no job of this deployment came to run before";
      case EMPTY_START_CONFIRMED -> "the user accepted that";
      case LATEST_STATE, LATEST_SAVEPOINT ->
          throw new IllegalStateException("Expected a restore point under " + rule);
    };
  }
}
