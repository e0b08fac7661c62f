package io.weir.projection.history;

import io.weir.events.WeirEvent;
import io.weir.events.wire.Actor;
import io.weir.events.wire.EventMetadata;
import io.weir.events.wire.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The log of one aggregate without parts. */
public class PlainStory {
  private final RandomGenerator random;
  private final UUID id;
  private final String namespace;
  private final String name;
  private final List<RecordedEvent> events = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-21T05:00:00Z");

  public PlainStory(RandomGenerator random, UUID id, String namespace, String name) {
    this.random = random;
    this.id = id;
    this.namespace = namespace;
    this.name = name;
  }

  public UUID id() {
    return id;
  }

  public String namespace() {
    return namespace;
  }

  public String name() {
    return name;
  }

  public List<RecordedEvent> events() {
    return List.copyOf(events);
  }

  /** One more event. */
  public final void append(String command, WeirEvent event) {
    now = now.plusMillis(1 + random.nextInt(1_000));
    events.add(
        new RecordedEvent(
            new EventMetadata(
                uuid(random),
                id,
                events.size(),
                events.size() + 1,
                now,
                namespace,
                name,
                new Actor(Actor.Kind.USER, "alice"),
                Optional.empty(),
                uuid(random),
                uuid(random),
                command,
                Optional.empty()),
            event));
  }

  static UUID uuid(RandomGenerator random) {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
