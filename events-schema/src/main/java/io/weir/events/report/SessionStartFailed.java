package io.weir.events.report;

import io.weir.events.deployment.Failure;
import java.util.UUID;

/**
 * The cluster did not come up and will not.
 *
 * @param sessionClusterId the session cluster
 * @param incarnation which start
 * @param failure why
 */
public record SessionStartFailed(UUID sessionClusterId, long incarnation, Failure failure)
    implements SessionReport {}
