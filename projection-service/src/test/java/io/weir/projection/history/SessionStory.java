package io.weir.projection.history;

import io.weir.events.deployment.Failure;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.JobTarget;
import io.weir.events.sessions.DesiredSessionState;
import io.weir.events.sessions.SessionClusterDeleted;
import io.weir.events.sessions.SessionClusterEvent;
import io.weir.events.sessions.SessionClusterFailed;
import io.weir.events.sessions.SessionClusterForeignChangeReverted;
import io.weir.events.sessions.SessionClusterReachable;
import io.weir.events.sessions.SessionClusterRegistered;
import io.weir.events.sessions.SessionClusterRevised;
import io.weir.events.sessions.SessionClusterScaleFailed;
import io.weir.events.sessions.SessionClusterScaleRequested;
import io.weir.events.sessions.SessionClusterScaled;
import io.weir.events.sessions.SessionClusterSpec;
import io.weir.events.sessions.SessionClusterStartRequested;
import io.weir.events.sessions.SessionClusterStarted;
import io.weir.events.sessions.SessionClusterStopFailed;
import io.weir.events.sessions.SessionClusterStopRequested;
import io.weir.events.sessions.SessionClusterStopped;
import io.weir.events.sessions.SessionClusterUnreachable;
import io.weir.events.sessions.SessionRuntime;
import io.weir.events.spec.Logging;
import io.weir.events.spec.ResourceSpec;
import io.weir.events.wire.Actor;
import io.weir.events.wire.EventMetadata;
import io.weir.events.wire.RecordedEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The log of one session cluster, in its grammar. */
public final class SessionStory {
  private static final Logging LOGGING = new Logging(Optional.empty(), Map.of(), Optional.empty());
  private static final Map<String, ResourceSpec> RESOURCES =
      Map.of(
          "jobmanager", new ResourceSpec(BigDecimal.ONE, "1g"),
          "taskmanager", new ResourceSpec(BigDecimal.TWO, "1.5G"));
  private static final JobTarget TARGET = new JobTarget("default", "flink-jobs");

  private final RandomGenerator random;
  private final UUID id;
  private final String namespace;
  private final String name;
  private final List<RecordedEvent> events = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-21T05:00:00Z");
  private SessionClusterSpec spec;
  private long generation = 1;
  private long starts;
  private boolean unreachable;

  public SessionStory(RandomGenerator random, String namespace, String name) {
    this.random = random;
    this.id = uuid();
    this.namespace = namespace;
    this.name = name;
    this.spec =
        new SessionClusterSpec(
            DesiredSessionState.STOPPED,
            "default",
            Optional.of("2.3"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1,
            Map.of(),
            Map.of(),
            LOGGING,
            Optional.empty());
    append(
        new SessionClusterRegistered(
            id, namespace, name, Map.of("team", "a"), Map.of(), spec, TARGET));
  }

  /** One that goes through some of what may happen. */
  static SessionStory any(RandomGenerator random, int number) {
    SessionStory story = new SessionStory(random, "ns-" + number % 3, "session-" + number);
    if (random.nextBoolean()) return story.start().fail().gone().stop();
    story.start().up();
    if (random.nextBoolean()) story.scale(3, random.nextBoolean());
    story.putBack();
    if (random.nextBoolean()) story.lost();
    if (random.nextBoolean()) story.found();
    if (random.nextBoolean()) story.stop().removalFails().gone().delete();
    return story;
  }

  public SessionStory start() {
    wish(DesiredSessionState.RUNNING, spec.numberOfTaskManagers());
    starts++;
    return append(
        new SessionClusterStartRequested(
            id,
            starts,
            "sc-" + id + "-" + starts,
            generation,
            TARGET,
            new SessionRuntime(
                "flink:2.3.0",
                "2.3",
                spec.numberOfTaskManagers(),
                1,
                RESOURCES,
                Map.of(),
                LOGGING,
                Optional.empty(),
                Optional.empty()),
            now));
  }

  public SessionStory up() {
    return append(new SessionClusterStarted(id, starts));
  }

  public SessionStory fail() {
    return append(new SessionClusterFailed(id, starts, failure())).remove(1);
  }

  public SessionStory scale(int taskManagers, boolean succeeds) {
    wish(DesiredSessionState.RUNNING, taskManagers);
    append(new SessionClusterScaleRequested(id, starts, taskManagers, generation, now));
    return append(
        succeeds
            ? new SessionClusterScaled(id, starts, taskManagers)
            : new SessionClusterScaleFailed(id, starts, taskManagers, failure()));
  }

  public SessionStory putBack() {
    return append(new SessionClusterForeignChangeReverted(id, starts, "Service/x", "was deleted"));
  }

  public SessionStory lost() {
    unreachable = true;
    return append(new SessionClusterUnreachable(id, starts, now, "timed out"));
  }

  /** Nothing when it answers. */
  public SessionStory found() {
    if (!unreachable) return this;
    unreachable = false;
    return append(new SessionClusterReachable(id, starts));
  }

  /** Of what is up: asks for its end; of what has failed: takes note. */
  public SessionStory stop() {
    boolean up = !(events.getLast().event() instanceof SessionClusterStopped);
    wish(DesiredSessionState.STOPPED, spec.numberOfTaskManagers());
    return up ? remove(1) : this;
  }

  public SessionStory removalFails() {
    append(new SessionClusterStopFailed(id, starts, List.of("Deployment x"), failure(), 1));
    return remove(2);
  }

  public SessionStory gone() {
    return append(new SessionClusterStopped(id, starts));
  }

  public SessionStory delete() {
    return append(new SessionClusterDeleted(id));
  }

  public UUID id() {
    return id;
  }

  public List<RecordedEvent> events() {
    return List.copyOf(events);
  }

  private void wish(DesiredSessionState wish, int taskManagers) {
    spec = spec.with(wish, taskManagers);
    generation++;
    append(new SessionClusterRevised(id, Map.of(), Map.of(), spec, TARGET, generation));
  }

  private SessionStory remove(int attempt) {
    return append(
        new SessionClusterStopRequested(
            id, starts, "sc-" + id + "-" + starts, "flink-jobs", attempt, now));
  }

  private Failure failure() {
    return new Failure(FailureReason.QUOTA_EXCEEDED, "no room", Optional.of("exceeded"), now);
  }

  private SessionStory append(SessionClusterEvent event) {
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
                "Command",
                Optional.empty()),
            event));
    return this;
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
