package io.weir.projection.history;

import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.JobSession;
import io.weir.events.deployment.JobTarget;
import io.weir.events.deployment.RestorePoint;
import io.weir.events.deployment.Rollback;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.wire.Actor;
import io.weir.events.wire.EventMetadata;
import io.weir.events.wire.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * What was told of a deployment so far, and what the next flow must know of it. Ids and times come
 * from the random source alone.
 */
final class StoryLog {
  static final Actor USER = new Actor(Actor.Kind.USER, "alice");
  static final Actor EXECUTOR = new Actor(Actor.Kind.EXECUTOR, "executor-1");
  static final JobTarget TARGET = new JobTarget("default", "default");

  final RandomGenerator random;
  final UUID id;
  final String namespace;
  final String name;
  final List<RecordedEvent> events = new ArrayList<>();
  Instant now = Story.BEGIN;
  DeploymentSpec spec;
  long generation = 1;
  ActualState state = ActualState.CANCELLED;
  UUID transition;
  UUID job;
  UUID savepoint;
  Optional<RestorePoint> latest = Optional.empty();
  Optional<JobSession> session = Optional.empty();
  Optional<Rollback> rollback = Optional.empty();
  boolean deleted;
  private UUID correlation;

  StoryLog(RandomGenerator random, String namespace, String name) {
    this.random = random;
    this.id = uuid();
    this.namespace = namespace;
    this.name = name;
  }

  /** Something new begins, by a request of its own. */
  void begin() {
    tick();
    correlation = uuid();
  }

  /** Time may stand still, as the clocks of real machines do. */
  void tick() {
    now = now.plusNanos(random.nextInt(4) == 0 ? 0 : random.nextInt(2_000_000) * 1_000L);
  }

  /** What the executor reports of later than what was before. */
  void report(String command, DeploymentEvent event) {
    tick();
    byExecutor(command, event);
  }

  void byUser(String command, DeploymentEvent event) {
    append(USER, command, event);
  }

  void byExecutor(String command, DeploymentEvent event) {
    append(EXECUTOR, command, event);
  }

  void append(Actor actor, String command, DeploymentEvent event) {
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
                actor,
                actor.equals(USER)
                    ? Optional.of("because, \"quoted\"\tand so on")
                    : Optional.empty(),
                correlation,
                uuid(),
                command,
                Optional.empty()),
            event));
  }

  Failure failure(FailureReason reason) {
    return new Failure(
        reason,
        "It failed at job " + job + ".",
        Optional.of("java.lang.IllegalStateException: \"tab\there\" and\nline\\end"),
        now);
  }

  UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
