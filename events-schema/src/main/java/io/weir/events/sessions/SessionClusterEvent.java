package io.weir.events.sessions;

import io.weir.events.AggregateKind;
import io.weir.events.WeirEvent;
import java.util.UUID;

/** Something that happened to a session cluster. The list is closed. */
public sealed interface SessionClusterEvent extends WeirEvent
    permits SessionClusterRegistered,
        SessionClusterRevised,
        SessionClusterDeleted,
        SessionClusterStartRequested,
        SessionClusterStarted,
        SessionClusterFailed,
        SessionClusterScaleRequested,
        SessionClusterScaled,
        SessionClusterScaleFailed,
        SessionClusterStopRequested,
        SessionClusterStopFailed,
        SessionClusterStopped,
        SessionClusterForeignChangeReverted,
        SessionClusterUnreachable,
        SessionClusterReachable {
  /** The session cluster that it happened to. */
  UUID sessionClusterId();

  @Override
  default UUID aggregateId() {
    return sessionClusterId();
  }

  @Override
  default AggregateKind kind() {
    return AggregateKind.SESSION_CLUSTER;
  }
}
