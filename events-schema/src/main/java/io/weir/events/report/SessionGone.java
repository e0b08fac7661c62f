package io.weir.events.report;

import java.util.UUID;

/**
 * Nothing of this incarnation is left.
 *
 * @param sessionClusterId the session cluster
 * @param incarnation which start
 */
public record SessionGone(UUID sessionClusterId, long incarnation) implements SessionReport {}
