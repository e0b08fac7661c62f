package io.weir.executor.deployment.decide;

import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Flink's stack traces and last log lines: what kind of failure, and its innermost cause. */
public final class Causes {
  private static final int LONGEST = 4_000;
  private static final Pattern CAUSED_BY = Pattern.compile("(?m)^\\s*Caused by: (.*)$");
  private static final Pattern THROWN =
      Pattern.compile(
          "(?m)^(?:.*?[\\s:])?((?:[a-z_][\\w$]*\\.)+[A-Z][\\w$]*(?:Exception|Error)\\b.*)$");

  private record Sign(FailureReason reason, String words) {}

  /** The first that is found decides: what is more telling stands first. */
  private static final List<Sign> SIGNS =
      List.of(
          new Sign(FailureReason.RESTORE_FAILED, "Cannot find checkpoint or savepoint"),
          new Sign(FailureReason.RESTORE_FAILED, "Failed to rollback to checkpoint/savepoint"),
          new Sign(FailureReason.RESTORE_FAILED, "Cannot map checkpoint/savepoint state"),
          new Sign(
              FailureReason.ENTRY_CLASS_NOT_LOADED, "Could not load the provided entrypoint class"),
          new Sign(FailureReason.ENTRY_CLASS_NOT_LOADED, "Failed to find job class or job archive"),
          new Sign(FailureReason.ENTRY_CLASS_NOT_LOADED, "Could not find the provided job class"),
          new Sign(FailureReason.ENTRY_CLASS_NOT_LOADED, "No jar found on classpath"),
          new Sign(FailureReason.ENTRY_CLASS_NOT_LOADED, "No JAR found on classpath"),
          new Sign(
              FailureReason.ENTRY_CLASS_NOT_LOADED, "Multiple JAR archives with entry classes"),
          new Sign(FailureReason.MAIN_FAILED, "The main method caused an error"),
          new Sign(FailureReason.MAIN_FAILED, "The program caused an error"),
          new Sign(FailureReason.MAIN_WITHOUT_JOB, "does not contain a call to 'execute()'"));

  private Causes() {}

  /** What kind of failure a text tells of; {@code otherwise} when it has no known sign. */
  public static FailureReason reason(String text, FailureReason otherwise) {
    return SIGNS.stream()
        .filter(sign -> text.contains(sign.words()))
        .map(Sign::reason)
        .findFirst()
        .orElse(otherwise);
  }

  /**
   * The innermost cause: the last "Caused by", else the last line that names an exception, else the
   * last line that is not blank.
   */
  public static Optional<String> innermost(String text) {
    String found = null;
    Matcher causes = CAUSED_BY.matcher(text);
    while (causes.find()) found = causes.group(1).strip();
    if (found == null) {
      Matcher thrown = THROWN.matcher(text);
      while (thrown.find())
        if (!thrown.group().strip().startsWith("at ")) found = thrown.group(1).strip();
    }
    if (found == null)
      found =
          text.lines().map(String::strip).filter(line -> !line.isEmpty()).reduce("", (a, b) -> b);
    if (found.isEmpty()) return Optional.empty();
    return Optional.of(found.length() > LONGEST ? found.substring(0, LONGEST) : found);
  }

  /** A failure whose kind and root cause are read from a text, when there is one. */
  static Failure read(
      FailureReason otherwise, String message, Optional<String> text, Instant failedAt) {
    return new Failure(
        text.map(words -> reason(words, otherwise)).orElse(otherwise),
        message,
        text.flatMap(Causes::innermost),
        failedAt);
  }

  /** A failure without a text to read. */
  static Failure plain(FailureReason reason, String message, Instant failedAt) {
    return new Failure(reason, message, Optional.empty(), failedAt);
  }
}
