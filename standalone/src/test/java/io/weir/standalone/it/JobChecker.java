package io.weir.standalone.it;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One deployment's jobs in the log: a job is requested only when nothing of the one before is left,
 * and begins only from a restore point that the log knows.
 */
final class JobChecker {
  private static final Set<String> RESTORE_POINTS =
      Set.of("savepoint.completed", "savepoint.copied", "savepoint.retained-checkpoint-found");

  private JobChecker() {}

  /** What must not be, in words; empty when all is well. */
  static List<String> faults(List<Topic.Entry> stream) {
    List<String> faults = new ArrayList<>();
    Set<String> locations = new HashSet<>();
    Optional<String> alive = Optional.empty();
    for (Topic.Entry entry : stream) {
      JsonNode event = JsonMapper.shared().readTree(entry.value());
      String type = entry.type().replaceFirst("^io\\.weir\\.", "").replaceFirst("\\.v\\d+$", "");
      if (type.equals("job.requested")) {
        String job = event.path("jobId").asString("");
        alive.ifPresent(
            before -> faults.add("job %s was requested while %s was there".formatted(job, before)));
        alive = Optional.of(job);
        String from = event.at("/restore/chosen/location").asString("");
        if (!from.isEmpty() && !locations.contains(from)) {
          faults.add("job %s begins from %s, which the log does not know".formatted(job, from));
        }
      } else if (type.equals("cluster.removed")) {
        alive = Optional.empty();
      } else if (RESTORE_POINTS.contains(type)) {
        locations.add(event.path("location").asString(""));
      }
    }
    return faults;
  }
}
