package io.weir.events.sessions;

import io.weir.events.deployment.Failure;
import java.util.UUID;

/**
 * The TaskManagers were not all there in time. The cluster goes on with those that it has, and
 * takes the others when they come: its jobs must not end for want of more.
 *
 * @param sessionClusterId the session cluster
 * @param incarnation which start
 * @param numberOfTaskManagers how many were asked for
 * @param failure why
 */
public record SessionClusterScaleFailed(
    UUID sessionClusterId, long incarnation, int numberOfTaskManagers, Failure failure)
    implements SessionClusterEvent {}
