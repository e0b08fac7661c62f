package io.weir.command.deployment;

import io.weir.events.deployment.RestoreCandidate;
import io.weir.events.deployment.RestorePoint;
import io.weir.events.deployment.RestoreRule;
import io.weir.events.deployment.Rollback;
import io.weir.events.deployment.SavepointOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** A restore decision as a person reads it, before it is taken and afterwards. */
final class RestoreWords {
  private static final int MOST_CHOICES = 5;

  private RestoreWords() {}

  static String of(
      Optional<RestorePoint> chosen,
      RestoreRule rule,
      List<RestoreCandidate> rejected,
      boolean allowNonRestoredState,
      Optional<Rollback> rollback) {
    StringBuilder text = new StringBuilder();
    if (chosen.isPresent()) text.append(restored(chosen.get(), rule, rollback));
    else text.append("The job begins with empty state: ").append(whyEmpty(rule)).append('.');
    if (rejected.size() == 1) text.append(" One other restore point was not taken.");
    if (rejected.size() > 1)
      text.append(" %d other restore points were not taken.".formatted(rejected.size()));
    if (chosen.isPresent() && allowNonRestoredState)
      text.append(" State that no operator takes is skipped.");
    return text.toString();
  }

  // The age is not in the words: it would differ between a preview and the decision itself.
  private static String restored(
      RestorePoint point, RestoreRule rule, Optional<Rollback> rollback) {
    return "The job restores from the %s %s of %s at %s: %s."
        .formatted(
            kind(point.origin()),
            point.savepointId(),
            point.takenAt(),
            point.location(),
            rule == RestoreRule.OF_JOB
                ? ofJob(point, rollback.orElseThrow().jobId())
                : "the newest that the restore strategy %s allows".formatted(rule));
  }

  private static String ofJob(RestorePoint point, UUID jobId) {
    return point.takenBy().filter(jobId::equals).isPresent()
        ? "the newest that is left of job %s, to which the deployment goes back".formatted(jobId)
        : "job %s began from it, and the deployment goes back to that job".formatted(jobId);
  }

  /**
   * What there is to begin from, newest first, though the restore strategy takes none of it: each
   * with its age, its place and the objection to it.
   */
  static String choices(DeploymentState state, Instant now) {
    List<CataloguedSavepoint> newestFirst = state.catalogue().savepoints().reversed();
    if (newestFirst.isEmpty()) return "Nothing that could be restored is known.";
    String choices =
        newestFirst.stream()
            .limit(MOST_CHOICES)
            .map(one -> choice(state, one, now))
            .collect(Collectors.joining("; ", "What there is, newest first: ", ""));
    int older = newestFirst.size() - MOST_CHOICES;
    return older > 0 ? choices + "; and %d older ones.".formatted(older) : choices + ".";
  }

  private static String choice(DeploymentState state, CataloguedSavepoint one, Instant now) {
    return "%s %s, %s old%s (%s)"
        .formatted(
            kind(one.origin()),
            one.id(),
            age(Duration.between(one.completedAt().orElse(one.createdAt()), now)),
            one.location().map(at -> ", at " + at).orElse(""),
            RestoreDecider.objection(state, one).orElse("It may be restored from."));
  }

  private static String age(Duration age) {
    if (age.toDays() > 1) return age.toDays() + " days";
    if (age.toHours() > 1) return age.toHours() + " hours";
    if (age.toMinutes() > 1) return age.toMinutes() + " minutes";
    return Math.max(0, age.toSeconds()) + " seconds";
  }

  private static String kind(SavepointOrigin origin) {
    return switch (origin) {
      case USER_REQUEST -> "requested savepoint";
      case SUSPEND -> "savepoint of a stop";
      case COPIED -> "copied savepoint";
      case RETAINED_CHECKPOINT -> "retained checkpoint";
    };
  }

  private static String whyEmpty(RestoreRule rule) {
    return switch (rule) {
      case NONE -> "the restore strategy is NONE";
      case FIRST_START -> "no job of this deployment ran before";
      case NO_STATE_YET -> "no job of this deployment came to run before";
      case EMPTY_START_CONFIRMED -> "the user accepted that";
      case LATEST_STATE, LATEST_SAVEPOINT, OF_JOB ->
          throw new IllegalStateException("Expected a restore point under " + rule);
    };
  }
}
