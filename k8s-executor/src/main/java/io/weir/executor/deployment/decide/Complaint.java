package io.weir.executor.deployment.decide;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A warning of Kubernetes about an object of a cluster: what is in no status, such as a volume that
 * cannot be mounted.
 *
 * @param object kind and name, for example {@code Pod/job-1-jobmanager-x}
 * @param reason Kubernetes' word, for example {@code FailedMount}
 * @param message more of it; may be empty
 * @param count how often, at least 1
 * @param first when first
 * @param last when last
 */
public record Complaint(
    String object, String reason, String message, int count, Instant first, Instant last) {
  private static final int MOST = 4;
  private static final int LONGEST = 300;

  /** What is said again in the same words counts once; the newest come first, and only few. */
  static String inWords(List<Complaint> all) {
    Map<String, Complaint> folded = new LinkedHashMap<>();
    all.stream()
        .sorted(Comparator.comparing(Complaint::last).reversed().thenComparing(Complaint::object))
        .forEach(each -> folded.merge(each.reason() + " " + each.message(), each, Complaint::and));
    String newest =
        folded.values().stream().limit(MOST).map(Complaint::told).collect(Collectors.joining(", "));
    int left = folded.size() - MOST;
    return left > 0 ? "%s, and %d older ones".formatted(newest, left) : newest;
  }

  /** Both, as one. The object is that of the newest. */
  private Complaint and(Complaint older) {
    return new Complaint(
        object,
        reason,
        message,
        count + older.count,
        first.isBefore(older.first) ? first : older.first,
        last);
  }

  private String told() {
    String said = message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
    String when =
        count == 1 ? "at " + last : "%d times from %s to %s".formatted(count, first, last);
    return "%s of %s %s%s".formatted(reason, object, when, said.isEmpty() ? "" : " (" + said + ")");
  }
}
