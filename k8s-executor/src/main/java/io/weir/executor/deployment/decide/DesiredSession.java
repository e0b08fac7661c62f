package io.weir.executor.deployment.decide;

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
import io.weir.events.sessions.SessionClusterStartRequested;
import io.weir.events.sessions.SessionClusterStarted;
import io.weir.events.sessions.SessionClusterStopFailed;
import io.weir.events.sessions.SessionClusterStopRequested;
import io.weir.events.sessions.SessionClusterStopped;
import io.weir.events.sessions.SessionClusterUnreachable;
import io.weir.events.wire.EventMetadata;
import io.weir.executor.deployment.decide.SessionIntent.Asked;
import java.util.Optional;
import java.util.UUID;

/**
 * What the log wants of one session cluster: the fold of its events.
 *
 * @param sessionClusterId the session cluster
 * @param sequence of the last event folded; -1 before the first
 * @param newest the number of the newest incarnation that was asked for; 0 before the first
 * @param current the incarnation that something may be left of
 */
public record DesiredSession(
    UUID sessionClusterId, long sequence, long newest, Optional<SessionIntent> current) {
  /** Before the first event. */
  public static DesiredSession empty(UUID sessionClusterId) {
    return new DesiredSession(sessionClusterId, -1, 0, Optional.empty());
  }

  /**
   * After one more event. An event that was folded before (the topic may repeat it) changes
   * nothing.
   *
   * @throws IllegalStateException when an event before this one is missing
   */
  public DesiredSession evolve(EventMetadata metadata, SessionClusterEvent event) {
    long next = metadata.sequence();
    if (next <= sequence) return this;
    if (next != sequence + 1)
      throw new IllegalStateException(
          "Expected event %d of session cluster %s next, but got event %d: the topic lost what is between"
              .formatted(sequence + 1, sessionClusterId, next));
    long number =
        event instanceof SessionClusterStartRequested start ? start.incarnation() : newest;
    return new DesiredSession(sessionClusterId, next, number, after(metadata, event));
  }

  /** What has become of this incarnation. */
  public SessionPlace place(long incarnation) {
    Optional<SessionIntent> it = current.filter(i -> i.incarnation() == incarnation);
    if (it.isEmpty())
      return incarnation > newest
          ? new SessionPlace.Awaited("nobody has started it")
          : new SessionPlace.Gone();
    if (it.get().going()) return new SessionPlace.Going();
    return it.get().up()
        ? new SessionPlace.Up(it.get())
        : new SessionPlace.Awaited("it is being started");
  }

  private Optional<SessionIntent> after(EventMetadata metadata, SessionClusterEvent event) {
    Origin by = Origin.of(metadata);
    return switch (event) {
      case SessionClusterStartRequested e ->
          Optional.of(SessionIntent.of(metadata.namespace(), metadata.subject(), e, by));
      case SessionClusterStarted e -> current.map(SessionIntent::cameUp);
      case SessionClusterScaleRequested e -> current.map(i -> i.scaled(new Asked<>(e, by)));
      case SessionClusterScaled e -> current.map(SessionIntent::cameUp);
      case SessionClusterScaleFailed e -> current.map(SessionIntent::cameUp);
      case SessionClusterStopRequested e -> current.map(i -> i.stopped(new Asked<>(e, by)));
      case SessionClusterStopped e -> Optional.empty();
      case SessionClusterUnreachable e -> current.map(i -> i.answers(Optional.of(by)));
      case SessionClusterReachable e -> current.map(i -> i.answers(Optional.empty()));
      case SessionClusterRegistered e -> current;
      case SessionClusterRevised e -> current;
      case SessionClusterDeleted e -> current;
      case SessionClusterFailed e -> current;
      case SessionClusterStopFailed e -> current;
      case SessionClusterForeignChangeReverted e -> current;
    };
  }
}
