package io.weir.cluster.api;

import io.weir.cluster.json.Trees;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What kubectl prints of a pod; the status is the most telling word about its containers. */
final class PodColumns {
  static final List<Column> ALL =
      List.of(
          Column.text("Name", "metadata", "name"),
          Column.text("Ready", (pod, now) -> ready(pod)),
          Column.text("Status", (pod, now) -> status(pod)),
          Column.text("Restarts", PodColumns::restarts),
          Column.since("Age", "metadata", "creationTimestamp"),
          Column.text(
                  "IP", (pod, now) -> Columns.orNone(Trees.text(pod, "status", "podIP"), "<none>"))
              .inWide(),
          Column.text(
                  "Node",
                  (pod, now) -> Columns.orNone(Trees.text(pod, "spec", "nodeName"), "<none>"))
              .inWide(),
          Column.text("Nominated Node", (pod, now) -> "<none>").inWide(),
          Column.text("Readiness Gates", (pod, now) -> "<none>").inWide());

  private PodColumns() {}

  private static String ready(JsonNode pod) {
    long ready =
        Columns.values(Trees.at(pod, "status", "containerStatuses"))
            .filter(c -> c.path("ready").booleanValue(false))
            .count();
    return ready + "/" + Trees.at(pod, "spec", "containers").size();
  }

  private static String restarts(JsonNode pod, Instant now) {
    long count =
        Columns.values(Trees.at(pod, "status", "containerStatuses"))
            .mapToLong(c -> Trees.number(c, "restartCount").orElse(0L))
            .sum();
    String last =
        Columns.values(Trees.at(pod, "status", "containerStatuses"))
            .map(c -> Trees.text(c, "lastState", "terminated", "finishedAt"))
            .max(String::compareTo)
            .orElse("");
    return count == 0 || last.isEmpty()
        ? Long.toString(count)
        : count + " (" + Column.age(last, now) + " ago)";
  }

  private static String status(JsonNode pod) {
    String status =
        Columns.orNone(
            Trees.text(pod, "status", "reason"),
            Columns.orNone(Trees.text(pod, "status", "phase"), "Unknown"));
    int total = Trees.at(pod, "spec", "initContainers").size();
    int done = 0;
    for (JsonNode container : Trees.at(pod, "status", "initContainerStatuses")) {
      if (Trees.has(container, "state", "terminated")
          && Trees.text(container, "state", "terminated", "exitCode").equals("0")) {
        done++;
      } else {
        String reason = reason(container);
        return "Init:"
            + (reason.isEmpty() || reason.equals("PodInitializing") ? done + "/" + total : reason);
      }
    }
    for (JsonNode container : Trees.at(pod, "status", "containerStatuses")) {
      status = Columns.orNone(reason(container), status);
    }
    if (Metadata.deleting(pod)) {
      return "Terminating";
    }
    return status;
  }

  private static String reason(JsonNode container) {
    JsonNode state = container.path("state");
    if (state.has("waiting")) {
      return Trees.text(state, "waiting", "reason");
    }
    if (state.has("terminated")) {
      String reason = Trees.text(state, "terminated", "reason");
      return reason.isEmpty() ? "ExitCode:" + Trees.text(state, "terminated", "exitCode") : reason;
    }
    return "";
  }
}
