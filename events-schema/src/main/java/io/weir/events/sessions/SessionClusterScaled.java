package io.weir.events.sessions;

import java.util.UUID;

/**
 * The cluster has the TaskManagers that were asked for.
 *
 * @param sessionClusterId the session cluster
 * @param incarnation which start
 * @param numberOfTaskManagers how many
 */
public record SessionClusterScaled(
    UUID sessionClusterId, long incarnation, int numberOfTaskManagers)
    implements SessionClusterEvent {}
