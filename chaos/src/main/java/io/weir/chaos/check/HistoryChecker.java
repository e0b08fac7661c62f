package io.weir.chaos.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Commands against the log: each acknowledged one is there exactly once and at the version that its
 * answer named, each one without an answer at most once, a writer's commands are in the order that
 * it sent them, and what was answered before another was sent comes before it. Each command of a
 * writer sets the label of the writer's name to its number.
 */
public final class HistoryChecker {
  private static final String REVISED = "deployment.spec-revised";

  private HistoryChecker() {}

  /** What must not be, in words; empty when all is well. */
  public static List<String> faults(
      List<Attempt> attempts, Map<String, List<Topic.Entry>> streams) {
    List<String> faults = new ArrayList<>();
    Map<String, List<Long>> versions = versionsByCommand(streams);
    for (Attempt attempt : attempts) {
      List<Long> found =
          versions.getOrDefault(
              command(attempt.deploymentId(), attempt.writer(), attempt.number()), List.of());
      if (attempt.isAcknowledged() && !found.equals(List.of(attempt.version()))) {
        faults.add(
            "%s was acknowledged, but the log has it at versions %s".formatted(attempt, found));
      }
      if (!attempt.isAcknowledged() && found.size() > 1) {
        faults.add("%s took effect at versions %s".formatted(attempt, found));
      }
    }
    faults.addAll(orderFaults(attempts, versions));
    faults.addAll(realTimeFaults(attempts));
    return faults;
  }

  private static List<String> orderFaults(
      List<Attempt> attempts, Map<String, List<Long>> versions) {
    List<String> faults = new ArrayList<>();
    Map<String, Long> last = new HashMap<>();
    for (Attempt attempt : attempts) {
      String writer = attempt.deploymentId() + " " + attempt.writer();
      for (long version :
          versions.getOrDefault(
              command(attempt.deploymentId(), attempt.writer(), attempt.number()), List.of())) {
        if (version <= last.getOrDefault(writer, 0L)) {
          faults.add("%s came to the log before an earlier one of its writer".formatted(attempt));
        }
        last.put(writer, version);
      }
    }
    return faults;
  }

  /** What was answered before another command was sent has the lower version. */
  private static List<String> realTimeFaults(List<Attempt> attempts) {
    List<String> faults = new ArrayList<>();
    Map<String, List<Attempt>> acknowledged =
        attempts.stream()
            .filter(Attempt::isAcknowledged)
            .collect(Collectors.groupingBy(Attempt::deploymentId));
    for (List<Attempt> ofOne : acknowledged.values()) {
      List<Attempt> bySending = sorted(ofOne, Attempt::sentAt);
      Iterator<Attempt> byAnswer = sorted(ofOne, Attempt::answeredAt).iterator();
      Attempt next = byAnswer.next();
      Attempt newest = null;
      for (Attempt sent : bySending) {
        while (next != null && next.answeredAt() < sent.sentAt()) {
          newest = newest == null || next.version() > newest.version() ? next : newest;
          next = byAnswer.hasNext() ? byAnswer.next() : null;
        }
        if (newest != null && newest.version() >= sent.version()) {
          faults.add(
              "%s came to the log before %s, which had been answered".formatted(sent, newest));
        }
      }
    }
    return faults;
  }

  private static List<Attempt> sorted(List<Attempt> attempts, ToLongFunction<Attempt> by) {
    return attempts.stream().sorted(Comparator.comparingLong(by)).toList();
  }

  /** At which versions each command took effect: where its writer's label changed to its number. */
  private static Map<String, List<Long>> versionsByCommand(Map<String, List<Topic.Entry>> streams) {
    Map<String, List<Long>> versions = new HashMap<>();
    streams.forEach(
        (deploymentId, entries) -> {
          Map<String, String> before = new HashMap<>();
          for (Topic.Entry entry : entries) {
            if (!entry.type().contains(REVISED)) {
              continue;
            }
            JsonNode labels = JsonMapper.shared().readTree(entry.value()).path("labels");
            labels
                .propertyNames()
                .forEach(
                    writer -> {
                      String number = labels.path(writer).asString("");
                      if (!number.equals(before.put(writer, number))) {
                        versions
                            .computeIfAbsent(
                                deploymentId + " " + writer + " " + number,
                                key -> new ArrayList<>())
                            .add(entry.sequence() + 1);
                      }
                    });
          }
        });
    return versions;
  }

  private static String command(String deploymentId, String writer, long number) {
    return deploymentId + " " + writer + " " + number;
  }
}
