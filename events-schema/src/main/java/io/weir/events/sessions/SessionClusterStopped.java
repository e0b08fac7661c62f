package io.weir.events.sessions;

import java.util.UUID;

/**
 * Nothing of this incarnation is left.
 *
 * @param sessionClusterId the session cluster
 * @param incarnation which start
 */
public record SessionClusterStopped(UUID sessionClusterId, long incarnation)
    implements SessionClusterEvent {}
