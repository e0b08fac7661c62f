package io.weir.executor.deployment.decide;

import io.weir.events.report.SessionFound;
import io.weir.events.report.SessionLost;
import java.time.Duration;
import java.util.Optional;

/** Unknown is not gone: says that a session cluster does not answer, and when it does again. */
final class SessionReachability {
  private SessionReachability() {}

  /** The decision, after telling what the log does not know of the silence. */
  static Decision told(
      SessionIntent session, SessionObservation seen, Decision decision, Pace pace) {
    if (!session.up()) return decision;
    Optional<Silence> silence = seen.silence();
    if (silence.isPresent())
      return session.unreachable().isEmpty() && overdue(silence.get(), seen, pace)
          ? decision.first(lost(session, silence.get()))
          : decision;
    boolean answers = seen.flink().found().isPresent();
    return session
        .unreachable()
        .filter(event -> answers)
        .map(event -> decision.first(found(session, event)))
        .orElse(decision);
  }

  private static boolean overdue(Silence silence, SessionObservation seen, Pace pace) {
    return Duration.between(silence.since(), seen.at()).compareTo(pace.lostAfter()) >= 0;
  }

  private static Action lost(SessionIntent session, Silence silence) {
    return new Action.Report(
        new SessionLost(
            session.ownerId(), session.incarnation(), silence.since(), silence.detail()),
        session.origin());
  }

  private static Action found(SessionIntent session, Origin unreachable) {
    return new Action.Report(
        new SessionFound(session.ownerId(), session.incarnation()), unreachable);
  }
}
