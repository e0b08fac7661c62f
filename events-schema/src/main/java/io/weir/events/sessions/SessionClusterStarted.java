package io.weir.events.sessions;

import java.util.UUID;

/**
 * The JobManager answers and every TaskManager has registered with it: jobs can be submitted.
 *
 * @param sessionClusterId the session cluster
 * @param incarnation which start
 */
public record SessionClusterStarted(UUID sessionClusterId, long incarnation)
    implements SessionClusterEvent {}
