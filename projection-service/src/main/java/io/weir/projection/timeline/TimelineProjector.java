package io.weir.projection.timeline;

import io.weir.events.deployment.ClusterBecameReady;
import io.weir.events.deployment.ClusterReachable;
import io.weir.events.deployment.ClusterRemoved;
import io.weir.events.deployment.ClusterResourcesApplied;
import io.weir.events.deployment.ClusterTeardownFailed;
import io.weir.events.deployment.ClusterTeardownRequested;
import io.weir.events.deployment.ClusterUnreachable;
import io.weir.events.deployment.DeploymentDeleted;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.DeploymentRegistered;
import io.weir.events.deployment.DeploymentSpecRevised;
import io.weir.events.deployment.DeploymentUndeleted;
import io.weir.events.deployment.ForeignChangeReverted;
import io.weir.events.deployment.JobFailed;
import io.weir.events.deployment.JobFinished;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobRescaleFailed;
import io.weir.events.deployment.JobRescaled;
import io.weir.events.deployment.JobRestartsObserved;
import io.weir.events.deployment.JobStartFailed;
import io.weir.events.deployment.JobStarted;
import io.weir.events.deployment.JobStopFailed;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.JobSubmitted;
import io.weir.events.deployment.JobTerminated;
import io.weir.events.deployment.RescaleRequested;
import io.weir.events.deployment.RetainedCheckpointFound;
import io.weir.events.deployment.SavepointCompleted;
import io.weir.events.deployment.SavepointCopied;
import io.weir.events.deployment.SavepointDisposalFailed;
import io.weir.events.deployment.SavepointDisposalRequested;
import io.weir.events.deployment.SavepointDisposalStarted;
import io.weir.events.deployment.SavepointDisposed;
import io.weir.events.deployment.SavepointFailed;
import io.weir.events.deployment.SavepointPinned;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.deployment.SavepointTriggered;
import io.weir.events.deployment.SavepointUnpinned;
import io.weir.events.deployment.TransitionCompleted;
import io.weir.events.deployment.TransitionFailed;
import io.weir.events.deployment.TransitionRedirected;
import io.weir.events.deployment.TransitionStarted;
import io.weir.events.wire.EventMetadata;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Turns each event into the rows that the App Manager's event log shows for it: none, one or
 * several. Pure; the same scene always gives the same rows, ids and times included.
 */
public final class TimelineProjector {
  /** Odd and of bits without order: 2^64 divided by the golden ratio. */
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private TimelineProjector() {}

  /** The rows of the event, in order. */
  public static List<TimelineEntry> rows(Scene scene) {
    List<Line> lines = lines(scene, scene.event());
    if (lines.isEmpty()) return List.of();
    String by = by(scene.metadata());
    List<TimelineEntry> rows = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) rows.add(row(scene, lines.get(i), i, by));
    return rows;
  }

  private static TimelineEntry row(Scene scene, Line line, int index, String by) {
    EventMetadata metadata = scene.metadata();
    Instant createdAt = scene.clock().plus(index, ChronoUnit.MICROS);
    return new TimelineEntry(
        rowId(metadata.eventId(), index),
        metadata.namespace(),
        metadata.aggregateId(),
        line.jobId(),
        line.name(),
        line.text() + " " + by,
        createdAt,
        metadata.sequence());
  }

  /**
   * An id of the form that is free to be computed (RFC 9562, version 8). Rows of one event differ,
   * and those of two events do even where their ids follow each other.
   */
  static UUID rowId(UUID eventId, int index) {
    long most = eventId.getMostSignificantBits();
    long least = eventId.getLeastSignificantBits() + (index + 1) * STEP;
    return new UUID(most & ~0xf000L | 0x8000L, least & ~(3L << 62) | 1L << 63);
  }

  static String by(EventMetadata metadata) {
    return "("
        + metadata.actor().text()
        + ", "
        + metadata.command()
        + metadata.reason().map(reason -> ": " + reason).orElse("")
        + ")";
  }

  private static List<Line> lines(Scene scene, DeploymentEvent event) {
    return switch (event) {
      case DeploymentRegistered e -> DeploymentLines.registered(e);
      case DeploymentSpecRevised e -> TransitionLines.specRevised(scene, e);
      case DeploymentDeleted e -> DeploymentLines.deleted(e);
      case DeploymentUndeleted e -> DeploymentLines.undeleted(e);
      case TransitionStarted e -> TransitionLines.started(scene, e);
      case TransitionRedirected e -> TransitionLines.redirected(scene, e);
      case TransitionCompleted e -> TransitionLines.completed(scene, e);
      case TransitionFailed e -> TransitionLines.failed(scene, e);
      case JobRequested e -> JobLines.requested(e);
      case ClusterResourcesApplied e -> JobLines.clusterApplied(e);
      case ClusterBecameReady e -> JobLines.clusterReady(scene, e);
      case JobSubmitted e -> List.of();
      case JobStarted e -> JobLines.started(scene, e);
      case JobStartFailed e -> JobLines.startFailed(e);
      case JobStopRequested e -> JobLines.stopRequested(scene, e);
      case JobTerminated e -> List.of();
      case JobStopFailed e -> JobLines.stopFailed(scene, e);
      case JobFinished e -> JobLines.finished(scene, e);
      case JobFailed e -> JobLines.failed(e);
      case JobRestartsObserved e -> JobLines.restarts(e);
      case RescaleRequested e -> RescaleLines.requested(e);
      case JobRescaled e -> RescaleLines.rescaled(e);
      case JobRescaleFailed e -> RescaleLines.failed(e);
      case ClusterUnreachable e -> JobLines.unreachable(e);
      case ClusterReachable e -> JobLines.reachable(e);
      case ForeignChangeReverted e -> JobLines.foreignChange(e);
      case ClusterTeardownRequested e -> JobLines.teardownRequested(scene, e);
      case ClusterTeardownFailed e -> JobLines.teardownFailed(scene, e);
      case ClusterRemoved e -> List.of();
      case SavepointRequested e -> SavepointLines.requested(e);
      case SavepointTriggered e -> SavepointLines.triggered(scene, e);
      case SavepointCompleted e -> SavepointLines.completed(scene, e);
      case SavepointFailed e -> SavepointLines.failed(scene, e);
      case SavepointCopied e -> SavepointLines.copied(e);
      case RetainedCheckpointFound e -> SavepointLines.retained(e);
      case SavepointDisposalRequested e -> DisposalLines.requested(scene, e);
      case SavepointDisposalStarted e -> List.of();
      case SavepointDisposed e -> DisposalLines.disposed(scene, e);
      case SavepointDisposalFailed e -> DisposalLines.failed(scene, e);
      case SavepointPinned e -> DisposalLines.pinned(scene, e);
      case SavepointUnpinned e -> DisposalLines.unpinned(scene, e);
    };
  }

  /** A row before it has an id and a time. */
  record Line(EventName name, Optional<UUID> jobId, String text) {
    static Line of(EventName name, String text, Object... arguments) {
      return new Line(name, Optional.empty(), filled(text, arguments));
    }

    static Line ofJob(EventName name, UUID jobId, String text, Object... arguments) {
      return new Line(name, Optional.of(jobId), filled(text, arguments));
    }

    static Line ofJob(EventName name, Optional<UUID> jobId, String text, Object... arguments) {
      return new Line(name, jobId, filled(text, arguments));
    }

    /** As {@link String#formatted}, for %s and %d alone; there is a line for nearly every event. */
    static String filled(String text, Object... arguments) {
      StringBuilder line = new StringBuilder(text.length() + 64);
      int from = 0;
      for (Object argument : arguments) {
        int at = text.indexOf('%', from);
        line.append(text, from, at).append(argument);
        from = at + 2;
      }
      return line.append(text, from, text.length()).toString();
    }
  }
}
