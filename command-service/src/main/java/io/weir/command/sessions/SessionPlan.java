package io.weir.command.sessions;

import io.weir.events.sessions.DesiredSessionState;
import io.weir.events.sessions.SessionClusterEvent;
import io.weir.events.sessions.SessionClusterScaleRequested;
import io.weir.events.sessions.SessionClusterStartRequested;
import io.weir.events.sessions.SessionClusterStopRequested;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The events of one decision, and the state after each of them. Of one decision only. */
final class SessionPlan {
  private final List<SessionClusterEvent> events = new ArrayList<>();
  private final SessionMoment moment;
  private Optional<SessionState> state;

  SessionPlan(Optional<SessionState> state, SessionMoment moment) {
    this.state = state;
    this.moment = moment;
  }

  SessionPlan add(SessionClusterEvent event) {
    events.add(event);
    state = Optional.of(SessionState.evolve(state, event, moment.now()));
    return this;
  }

  SessionState state() {
    return state.orElseThrow();
  }

  List<SessionClusterEvent> events() {
    return List.copyOf(events);
  }

  /** Asks for the next incarnation. */
  void start() {
    SessionState now = state();
    long number = now.starts() + 1;
    add(
        new SessionClusterStartRequested(
            now.id(),
            number,
            SessionRuntimes.clusterName(now.id(), number),
            now.generation(),
            now.target(),
            moment.runtime(now, number),
            moment.upBy()));
  }

  /** Asks for the TaskManagers that are wanted now, if it is up and was asked for others. */
  void scaleIfWanted() {
    SessionState now = state();
    Incarnation running = now.incarnation().orElseThrow();
    int wanted = now.spec().numberOfTaskManagers();
    if (now.spec().state() != DesiredSessionState.RUNNING || running.taskManagers() == wanted)
      return;
    add(
        new SessionClusterScaleRequested(
            now.id(), running.number(), wanted, now.generation(), moment.upBy()));
  }

  /** Asks for the removal of what there is, or asks again. */
  void stop() {
    SessionState now = state();
    Incarnation running = now.incarnation().orElseThrow();
    int attempt = running.stopAttempt() + 1;
    add(
        new SessionClusterStopRequested(
            now.id(),
            running.number(),
            running.clusterName(),
            running.kubernetesNamespace(),
            attempt,
            moment.goneBy(attempt)));
  }
}
