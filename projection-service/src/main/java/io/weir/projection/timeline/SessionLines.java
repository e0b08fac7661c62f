package io.weir.projection.timeline;

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
import io.weir.projection.timeline.TimelineProjector.Line;
import java.util.Optional;

/** What the timeline says of session clusters; at most one row per event. Pure. */
public final class SessionLines {
  private SessionLines() {}

  /** The row of the event, if it has one. */
  public static Optional<TimelineEntry> row(EventMetadata metadata, SessionClusterEvent event) {
    return line(event)
        .map(
            line ->
                new TimelineEntry(
                    TimelineProjector.rowId(metadata.eventId(), 0),
                    metadata.namespace(),
                    metadata.aggregateId(),
                    Optional.empty(),
                    line.name(),
                    line.text() + " " + TimelineProjector.by(metadata),
                    metadata.time(),
                    metadata.sequence()));
  }

  private static Optional<Line> line(SessionClusterEvent event) {
    return switch (event) {
      case SessionClusterRegistered e -> Optional.empty();
      case SessionClusterRevised e -> Optional.empty();
      case SessionClusterDeleted e ->
          line(EventName.EXTERNAL, "The session cluster was deleted; its history stays.");
      case SessionClusterStartRequested e ->
          line(
              EventName.SPINNING_UP_A_CLUSTER_FOR_A_SESSION_CLUSTER,
              "Requesting cluster %s of Flink %s with %s TaskManagers in target '%s'.",
              e.clusterName(),
              e.runtime().flinkVersion(),
              e.runtime().numberOfTaskManagers(),
              e.target().name());
      case SessionClusterStarted e ->
          line(
              EventName.SESSION_CLUSTER_SUCCESSFULLY_STARTED,
              "The JobManager answers and every TaskManager has registered with it.");
      case SessionClusterFailed e ->
          line(
              EventName.TERMINATING_A_SESSION_CLUSTER_DUE_TO_AN_UNRECOVERABLE_FAILURE,
              "The session cluster did not come up and is removed. %s",
              FailureText.of(e.failure()));
      case SessionClusterScaleRequested e ->
          line(
              EventName.EXTERNAL,
              "The session cluster is to have %s TaskManagers.",
              e.numberOfTaskManagers());
      case SessionClusterScaled e ->
          line(
              EventName.EXTERNAL,
              "The session cluster has %s TaskManagers.",
              e.numberOfTaskManagers());
      case SessionClusterScaleFailed e ->
          line(
              EventName.GENERAL_FAILURE,
              "The session cluster goes on with the TaskManagers that it has. %s",
              FailureText.of(e.failure()));
      case SessionClusterStopRequested e ->
          e.attempt() == 1
              ? line(EventName.EXTERNAL, "Removing cluster %s.", e.clusterName())
              : Optional.empty();
      case SessionClusterStopFailed e ->
          line(
              EventName.FAILED_TO_STOP_SESSION_CLUSTER,
              "%s remain after attempt %s; trying again. %s",
              String.join(", ", e.remaining()),
              e.attempt(),
              FailureText.of(e.failure()));
      case SessionClusterStopped e ->
          line(
              EventName.SESSION_CLUSTER_SUCCESSFULLY_STOPPED,
              "Nothing is left of start %s.",
              e.incarnation());
      case SessionClusterForeignChangeReverted e ->
          line(EventName.EXTERNAL, "%s %s; this was put right.", e.resource(), e.detail());
      case SessionClusterUnreachable e ->
          line(
              EventName.EXTERNAL,
              "The JobManager cannot be asked since %s; Weir waits, and what runs is left alone. %s",
              e.since(),
              e.detail());
      case SessionClusterReachable e -> line(EventName.EXTERNAL, "The JobManager answers again.");
    };
  }

  private static Optional<Line> line(EventName name, String text, Object... arguments) {
    return Optional.of(Line.of(name, text, arguments));
  }
}
