package io.weir.events.sessions;

import java.util.UUID;

/**
 * The JobManager of the session cluster answers again.
 *
 * @param sessionClusterId the session cluster
 * @param incarnation which start of it
 */
public record SessionClusterReachable(UUID sessionClusterId, long incarnation)
    implements SessionClusterEvent {}
