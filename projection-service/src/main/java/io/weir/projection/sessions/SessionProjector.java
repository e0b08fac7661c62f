package io.weir.projection.sessions;

import io.weir.events.WeirEvent;
import io.weir.events.deployment.Failure;
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
import io.weir.events.sessions.SessionClusterStartRequested;
import io.weir.events.sessions.SessionClusterStarted;
import io.weir.events.sessions.SessionClusterState;
import io.weir.events.sessions.SessionClusterStopFailed;
import io.weir.events.sessions.SessionClusterStopRequested;
import io.weir.events.sessions.SessionClusterStopped;
import io.weir.events.sessions.SessionClusterUnreachable;
import io.weir.events.wire.EventMetadata;
import io.weir.projection.sessions.SessionView.Status;
import java.time.Instant;
import java.util.Optional;

/** Folds the events of a session cluster into its view. Pure. */
public final class SessionProjector {
  private SessionProjector() {}

  /**
   * The view after the event, which is one of a session cluster.
   *
   * @throws IllegalStateException when the first event is no registration
   */
  public static SessionView fold(
      Optional<SessionView> before, EventMetadata metadata, WeirEvent event) {
    if (event instanceof SessionClusterRegistered e)
      return new SessionView(
          e.sessionClusterId(),
          e.namespace(),
          e.name(),
          e.labels(),
          e.annotations(),
          e.spec(),
          new Status(
              SessionClusterState.STOPPED,
              false,
              Optional.empty(),
              Optional.empty(),
              metadata.time()),
          Optional.empty(),
          false,
          metadata.time(),
          metadata.time(),
          metadata.sequence());
    SessionView view =
        before.orElseThrow(
            () ->
                new IllegalStateException(
                    "Expected SessionClusterRegistered first, but got " + event));
    boolean deleted = event instanceof SessionClusterDeleted || view.deleted();
    boolean revised = event instanceof SessionClusterRevised;
    SessionClusterRevised now = revised ? (SessionClusterRevised) event : null;
    return new SessionView(
        view.id(),
        view.namespace(),
        view.name(),
        revised ? now.labels() : view.labels(),
        revised ? now.annotations() : view.annotations(),
        revised ? now.spec() : view.spec(),
        status(view.status(), (SessionClusterEvent) event, metadata.time()),
        size(view.size(), (SessionClusterEvent) event, metadata),
        deleted,
        view.createdAt(),
        metadata.time(),
        metadata.sequence());
  }

  private static Status status(Status was, SessionClusterEvent event, Instant at) {
    return switch (event) {
      case SessionClusterRegistered e -> was;
      case SessionClusterRevised e -> revised(was, e, at);
      case SessionClusterDeleted e -> was;
      case SessionClusterStartRequested e ->
          new Status(SessionClusterState.STARTING, true, Optional.empty(), Optional.empty(), at);
      case SessionClusterStarted e -> up(was, Optional.empty(), at);
      case SessionClusterFailed e ->
          new Status(
              SessionClusterState.FAILED, true, Optional.of(e.failure()), was.startedAt(), at);
      case SessionClusterScaleRequested e ->
          was.now(SessionClusterState.UPDATING, Optional.empty(), was.startedAt(), at);
      case SessionClusterScaled e -> up(was, Optional.empty(), at);
      case SessionClusterScaleFailed e -> up(was, Optional.of(e.failure()), at);
      case SessionClusterStopRequested e ->
          was.state() == SessionClusterState.FAILED
              ? new Status(SessionClusterState.FAILED, true, was.failure(), was.startedAt(), at)
              : new Status(
                  SessionClusterState.STOPPING, true, Optional.empty(), was.startedAt(), at);
      case SessionClusterStopFailed e -> was;
      case SessionClusterStopped e ->
          new Status(
              was.state() == SessionClusterState.FAILED
                  ? SessionClusterState.FAILED
                  : SessionClusterState.STOPPED,
              false,
              was.failure(),
              Optional.empty(),
              at);
      case SessionClusterForeignChangeReverted e -> was;
      case SessionClusterUnreachable e -> was.answers(Optional.of(e), at);
      case SessionClusterReachable e -> was.answers(Optional.empty(), at);
    };
  }

  private static Optional<SessionSize> size(
      Optional<SessionSize> was, SessionClusterEvent event, EventMetadata by) {
    return switch (event) {
      case SessionClusterStartRequested e ->
          Optional.of(
              new SessionSize(
                  e.runtime().resources(),
                  e.runtime().numberOfTaskManagers(),
                  Optional.empty(),
                  by.sequence()));
      case SessionClusterStarted e ->
          was.map(size -> size.up(size.taskManagers(), by.time(), by.sequence()));
      case SessionClusterScaled e ->
          was.map(size -> size.up(e.numberOfTaskManagers(), by.time(), by.sequence()));
      case SessionClusterStopped e -> Optional.empty();
      case SessionClusterRegistered e -> was;
      case SessionClusterRevised e -> was;
      case SessionClusterDeleted e -> was;
      case SessionClusterFailed e -> was;
      case SessionClusterScaleRequested e -> was;
      case SessionClusterScaleFailed e -> was;
      // Its processes are there until they are proven gone.
      case SessionClusterStopRequested e -> was;
      case SessionClusterStopFailed e -> was;
      case SessionClusterForeignChangeReverted e -> was;
      case SessionClusterUnreachable e -> was;
      case SessionClusterReachable e -> was;
    };
  }

  /** Who wishes it stopped has taken note of its failure. */
  private static Status revised(Status was, SessionClusterRevised event, Instant at) {
    if (event.spec().state() != DesiredSessionState.STOPPED
        || was.state() != SessionClusterState.FAILED) return was;
    return new Status(
        was.present() ? SessionClusterState.STOPPING : SessionClusterState.STOPPED,
        was.present(),
        Optional.empty(),
        was.startedAt(),
        at);
  }

  private static Status up(Status was, Optional<Failure> failure, Instant at) {
    return was.now(
        SessionClusterState.RUNNING, failure, was.startedAt().or(() -> Optional.of(at)), at);
  }
}
