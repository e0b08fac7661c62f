package io.weir.command.store;

import io.weir.events.WeirEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;

/**
 * The committed events of aggregates that were used last. An event never changes once it is
 * committed, so this cannot be stale: what is newer is always read.
 */
final class CommittedEvents {
  private final Map<String, List<DomainEventMessage<WeirEvent>>> byAggregate;

  CommittedEvents(int aggregates) {
    this.byAggregate =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(
              Map.Entry<String, List<DomainEventMessage<WeirEvent>>> eldest) {
            return size() > aggregates;
          }
        };
  }

  synchronized List<DomainEventMessage<WeirEvent>> of(String aggregateId) {
    return byAggregate.getOrDefault(aggregateId, List.of());
  }

  synchronized void keep(String aggregateId, List<DomainEventMessage<WeirEvent>> events) {
    List<DomainEventMessage<WeirEvent>> known = byAggregate.get(aggregateId);
    if (known == null || known.size() < events.size())
      byAggregate.put(aggregateId, List.copyOf(events));
  }
}
