package io.weir.events.report;

import io.weir.events.deployment.Failure;
import java.util.UUID;

/**
 * The TaskManagers were not all there in time.
 *
 * @param sessionClusterId the session cluster
 * @param incarnation which start
 * @param numberOfTaskManagers how many were asked for
 * @param failure why
 */
public record SessionScaleFailed(
    UUID sessionClusterId, long incarnation, int numberOfTaskManagers, Failure failure)
    implements SessionReport {}
