package io.weir.projection.history;

import io.weir.events.targets.DeploymentTargetDeleted;
import io.weir.events.targets.DeploymentTargetEvent;
import io.weir.events.targets.DeploymentTargetRegistered;
import io.weir.events.targets.DeploymentTargetRevised;
import io.weir.events.wire.Actor;
import io.weir.events.wire.EventMetadata;
import io.weir.events.wire.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The log of one deployment target, written in its grammar. */
public final class TargetStory {
  private final RandomGenerator random;
  private final UUID id;
  private final String namespace;
  private final String name;
  private final List<RecordedEvent> events = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-21T05:00:00Z");

  public TargetStory(RandomGenerator random, String namespace, String name) {
    this.random = random;
    this.id = uuid();
    this.namespace = namespace;
    this.name = name;
  }

  public UUID id() {
    return id;
  }

  public List<RecordedEvent> events() {
    return List.copyOf(events);
  }

  public TargetStory register(Optional<String> kubernetesNamespace) {
    return append(
        "CreateDeploymentTarget",
        new DeploymentTargetRegistered(
            id, namespace, name, Map.of("region", "eu"), Map.of(), kubernetesNamespace));
  }

  public TargetStory revise(Map<String, String> labels) {
    return append("PutDeploymentTarget", new DeploymentTargetRevised(id, labels, Map.of("a", "b")));
  }

  public TargetStory delete() {
    return append("DeleteDeploymentTarget", new DeploymentTargetDeleted(id));
  }

  private TargetStory append(String command, DeploymentTargetEvent event) {
    now = now.plusMillis(1 + random.nextInt(1_000));
    events.add(
        new RecordedEvent(
            new EventMetadata(
                uuid(),
                id,
                events.size(),
                events.size() + 1,
                now,
                namespace,
                name,
                new Actor(Actor.Kind.USER, "alice"),
                Optional.empty(),
                uuid(),
                uuid(),
                command,
                Optional.empty()),
            event));
    return this;
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
