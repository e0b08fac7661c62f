package io.weir.command.sessions;

import io.weir.command.sessions.Incarnation.Phase;
import io.weir.events.report.SessionForeignChangePutBack;
import io.weir.events.report.SessionFound;
import io.weir.events.report.SessionGone;
import io.weir.events.report.SessionLost;
import io.weir.events.report.SessionRemovalIncomplete;
import io.weir.events.report.SessionReport;
import io.weir.events.report.SessionScaleFailed;
import io.weir.events.report.SessionStartFailed;
import io.weir.events.report.SessionUp;
import io.weir.events.sessions.DesiredSessionState;
import io.weir.events.sessions.SessionClusterEvent;
import io.weir.events.sessions.SessionClusterFailed;
import io.weir.events.sessions.SessionClusterForeignChangeReverted;
import io.weir.events.sessions.SessionClusterReachable;
import io.weir.events.sessions.SessionClusterScaleFailed;
import io.weir.events.sessions.SessionClusterScaled;
import io.weir.events.sessions.SessionClusterStarted;
import io.weir.events.sessions.SessionClusterStopFailed;
import io.weir.events.sessions.SessionClusterStopped;
import io.weir.events.sessions.SessionClusterUnreachable;
import java.util.List;
import java.util.Optional;

/**
 * Does a report say something new of a session cluster? Reports come at least once, late and out of
 * order: what is not about the current incarnation and its current step changes nothing.
 */
public final class SessionReportDecider {
  private SessionReportDecider() {}

  /** What follows; nothing when the report says nothing new. */
  public static List<SessionClusterEvent> decide(
      SessionState state, SessionReport report, SessionMoment moment) {
    Optional<Incarnation> current =
        state.incarnation().filter(i -> i.number() == report.incarnation());
    if (current.isEmpty()) return List.of();
    SessionPlan plan = new SessionPlan(Optional.of(state), moment);
    Incarnation incarnation = current.get();
    switch (report) {
      case SessionUp r -> up(plan, incarnation, r);
      case SessionStartFailed r -> {
        if (incarnation.phase() != Phase.STARTING) return List.of();
        plan.add(new SessionClusterFailed(state.id(), incarnation.number(), r.failure()));
        plan.stop();
      }
      case SessionScaleFailed r -> {
        if (!isAwaited(incarnation, Phase.UPDATING, r.numberOfTaskManagers())) return List.of();
        plan.add(
            new SessionClusterScaleFailed(
                state.id(), incarnation.number(), r.numberOfTaskManagers(), r.failure()));
      }
      case SessionGone r -> gone(plan, incarnation);
      case SessionRemovalIncomplete r -> {
        if (!isGoing(incarnation) || r.attempt() != incarnation.stopAttempt()) return List.of();
        plan.add(
            new SessionClusterStopFailed(
                state.id(), incarnation.number(), r.remaining(), r.failure(), r.attempt()));
        plan.stop();
      }
      case SessionForeignChangePutBack r -> {
        if (isGoing(incarnation)) return List.of();
        plan.add(
            new SessionClusterForeignChangeReverted(
                state.id(), incarnation.number(), r.resource(), r.detail()));
      }
      case SessionLost r -> {
        if (!isUp(incarnation) || incarnation.unreachable().isPresent()) return List.of();
        plan.add(
            new SessionClusterUnreachable(state.id(), incarnation.number(), r.since(), r.detail()));
      }
      case SessionFound r -> {
        if (!isUp(incarnation) || incarnation.unreachable().isEmpty()) return List.of();
        plan.add(new SessionClusterReachable(state.id(), incarnation.number()));
      }
    }
    return plan.events();
  }

  private static void up(SessionPlan plan, Incarnation incarnation, SessionUp report) {
    if (isAwaited(incarnation, Phase.STARTING, report.numberOfTaskManagers())) {
      plan.add(new SessionClusterStarted(report.sessionClusterId(), incarnation.number()));
      plan.scaleIfWanted();
    } else if (isAwaited(incarnation, Phase.UPDATING, report.numberOfTaskManagers()))
      plan.add(
          new SessionClusterScaled(
              report.sessionClusterId(), incarnation.number(), report.numberOfTaskManagers()));
  }

  /** Nothing is left; what was wished meanwhile is served now. */
  private static void gone(SessionPlan plan, Incarnation incarnation) {
    if (!isGoing(incarnation)) return;
    boolean failed = incarnation.phase() == Phase.FAILED;
    plan.add(new SessionClusterStopped(plan.state().id(), incarnation.number()));
    SessionState state = plan.state();
    boolean wanted = state.spec().state() == DesiredSessionState.RUNNING;
    boolean newWish = state.generation() > incarnation.generation();
    if (wanted && (!failed || newWish)) plan.start();
  }

  private static boolean isAwaited(Incarnation incarnation, Phase phase, int taskManagers) {
    return incarnation.phase() == phase && incarnation.taskManagers() == taskManagers;
  }

  private static boolean isUp(Incarnation incarnation) {
    return incarnation.phase() == Phase.RUNNING || incarnation.phase() == Phase.UPDATING;
  }

  private static boolean isGoing(Incarnation incarnation) {
    return incarnation.stopAttempt() > 0;
  }
}
