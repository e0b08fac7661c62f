package io.weir.executor.deployment.decide;

import io.weir.events.deployment.FailureReason;
import io.weir.events.report.SessionGone;
import io.weir.events.report.SessionRemovalIncomplete;
import io.weir.events.sessions.SessionClusterStopRequested;
import io.weir.executor.deployment.decide.SessionIntent.Asked;
import java.time.Duration;
import java.util.List;

/**
 * Nothing of a session cluster is to be left, and last of all nothing of what Flink wrote for its
 * high availability.
 */
final class SessionRemovalDecider {
  private SessionRemovalDecider() {}

  static Decision decide(
      SessionIntent session,
      Asked<SessionClusterStopRequested> stop,
      SessionObservation seen,
      Pace pace) {
    boolean overdue = !seen.at().isBefore(stop.wish().deadline());
    return switch (seen.cluster()) {
      case Seen.Unknown<ClusterView> unknown ->
          overdue
              ? incomplete(session, stop, List.of(), seen, pace)
              : Decision.waiting(Why.KUBERNETES_UNKNOWN, pace.open());
      case Seen.Absent<ClusterView> none -> Decision.waiting(Why.KUBERNETES_UNKNOWN, pace.open());
      case Seen.Present<ClusterView> present -> {
        ClusterView view = present.value();
        if (!view.live()) yield Decision.confirmAbsence();
        // Files that cannot be removed harm nobody and hold nothing up.
        if (view.empty() && seen.haData().isPresent() && seen.refusal().isEmpty() && !overdue)
          yield Decision.act(
              Why.OBJECTS_LEFT,
              Duration.ZERO,
              new Action.RemoveHaData(seen.haData().get(), session.ownDirectory()));
        if (view.empty())
          yield Decision.report(
              Why.CLUSTER_GONE,
              pace.open(),
              stop.origin(),
              new SessionGone(session.ownerId(), session.incarnation()));
        if (overdue) yield incomplete(session, stop, view.everything(), seen, pace);
        List<ObjectRef> next = TeardownDecider.next(view);
        yield next.isEmpty()
            ? Decision.waiting(Why.REMOVAL_AWAITED, pace.open())
            : Decision.act(
                Why.OBJECTS_LEFT,
                pace.open(),
                new Action.Delete(session.kubernetesNamespace(), next));
      }
    };
  }

  private static Decision incomplete(
      SessionIntent session,
      Asked<SessionClusterStopRequested> stop,
      List<String> remaining,
      SessionObservation seen,
      Pace pace) {
    String refused = seen.refusal().map(each -> "; " + each.message()).orElse("");
    return Decision.report(
        Why.TEARDOWN_INCOMPLETE,
        pace.open(),
        stop.origin(),
        new SessionRemovalIncomplete(
            session.ownerId(),
            session.incarnation(),
            stop.wish().attempt(),
            remaining,
            Causes.plain(
                FailureReason.DEADLINE_EXCEEDED,
                "Session cluster %s was not gone by %s (attempt %d); last seen: %s%s"
                    .formatted(
                        session.clusterName(),
                        stop.wish().deadline(),
                        stop.wish().attempt(),
                        seen.inWords(),
                        refused),
                seen.at())));
  }
}
