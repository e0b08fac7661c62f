package io.weir.chaos.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The order of the topic: for each deployment the first occurrences are 0, 1, 2, ... without a
 * hole, and a record that comes again is the same, byte by byte.
 */
public final class StreamChecker {
  /**
   * What was found.
   *
   * @param streams each deployment's events in order, repeats left out
   * @param repeats how many records came again
   * @param faults what must not be, in words; empty when all is well
   */
  public record Report(Map<String, List<Topic.Entry>> streams, long repeats, List<String> faults) {}

  private StreamChecker() {}

  public static Report check(List<Topic.Entry> entries) {
    Map<String, List<Topic.Entry>> streams = new HashMap<>();
    List<String> faults = new ArrayList<>();
    long repeats = 0;
    for (Topic.Entry entry : entries) {
      List<Topic.Entry> stream = streams.computeIfAbsent(entry.key(), key -> new ArrayList<>());
      if (entry.sequence() == stream.size()) {
        stream.add(entry);
      } else if (entry.sequence() > stream.size()) {
        faults.add(
            "%s: event %d follows event %d"
                .formatted(entry.key(), entry.sequence(), stream.size() - 1));
      } else if (stream.get((int) entry.sequence()).equals(entry)) {
        repeats++;
      } else {
        faults.add(
            "%s: event %d came again, but different".formatted(entry.key(), entry.sequence()));
      }
    }
    return new Report(new LinkedHashMap<>(streams), repeats, faults);
  }
}
