package io.weir.events.sessions;

import io.weir.events.deployment.Failure;
import java.util.UUID;

/**
 * The cluster did not come up and will not. What there is of it is removed; a change of the spec
 * begins anew.
 *
 * @param sessionClusterId the session cluster
 * @param incarnation which start
 * @param failure why
 */
public record SessionClusterFailed(UUID sessionClusterId, long incarnation, Failure failure)
    implements SessionClusterEvent {}
