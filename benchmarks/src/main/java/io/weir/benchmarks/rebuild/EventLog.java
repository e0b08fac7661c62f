package io.weir.benchmarks.rebuild;

import io.weir.events.AggregateKind;
import io.weir.events.wire.RecordedEvent;
import io.weir.projection.history.Histories;
import io.weir.projection.history.Topic;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A topic full of histories that the aggregate could have written, a few hundred deployments
 * interleaved at a time.
 *
 * @param topic its name
 * @param partitions of the topic
 * @param events how many it holds
 * @param deployments of how many deployments
 */
record EventLog(String topic, int partitions, long events, long deployments) {
  private static final int AT_A_TIME = 200;
  private static final int LONGEST = 20;
  private static final int EVENTS_OF_ONE = 60;

  /**
   * Writes whole histories until there are enough events.
   *
   * @param atLeast how many events
   */
  static EventLog write(String bootstrapServers, String topic, int partitions, int atLeast) {
    long events = 0;
    int atATime = Math.clamp(atLeast / EVENTS_OF_ONE, 1, AT_A_TIME);
    Set<UUID> deployments = new HashSet<>();
    try (Topic out = new Topic(bootstrapServers, topic, partitions)) {
      for (int chapter = 0; events < atLeast; chapter++) {
        List<RecordedEvent> log = chapter(chapter, atATime, events);
        out.write(log);
        log.stream()
            .filter(event -> event.event().kind() == AggregateKind.DEPLOYMENT)
            .forEach(event -> deployments.add(event.metadata().aggregateId()));
        events += log.size();
      }
    }
    return new EventLog(topic, partitions, events, deployments.size());
  }

  /**
   * A number of histories, interleaved. A namespace's defaults have one history, told in the first
   * chapter: their id follows from the namespace, so another chapter's would be the same events
   * again.
   *
   * @param written how many events were written before
   */
  static List<RecordedEvent> chapter(int number, int atATime, long written) {
    return Histories.random(number, atATime, LONGEST).stream()
        .filter(event -> number == 0 || event.event().kind() != AggregateKind.DEPLOYMENT_DEFAULTS)
        .map(event -> Histories.at(event, 3 * written + event.metadata().position()))
        .toList();
  }
}
