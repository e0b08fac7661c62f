package io.weir.chaos.check;

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
public final class JobChecker {
  private static final String REQUESTED = "job.requested";
  private static final Set<String> RESTORE_POINTS =
      Set.of("savepoint.completed", "savepoint.copied", "savepoint.retained-checkpoint-found");

  private JobChecker() {}

  /** How many jobs were requested. */
  public static long jobs(List<Topic.Entry> stream) {
    return stream.stream().filter(entry -> typeOf(entry).equals(REQUESTED)).count();
  }

  /** What must not be, in words; empty when all is well. */
  public static List<String> faults(List<Topic.Entry> stream) {
    List<String> faults = new ArrayList<>();
    Set<String> locations = new HashSet<>();
    Optional<String> alive = Optional.empty();
    for (Topic.Entry entry : stream) {
      JsonNode event = JsonMapper.shared().readTree(entry.value());
      String type = typeOf(entry);
      if (type.equals(REQUESTED)) {
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

  private static String typeOf(Topic.Entry entry) {
    return entry.type().replaceFirst("^io\\.weir\\.", "").replaceFirst("\\.v\\d+$", "");
  }
}
