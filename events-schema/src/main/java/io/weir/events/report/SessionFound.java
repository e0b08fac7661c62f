package io.weir.events.report;

import java.util.UUID;

/**
 * The JobManager of the session cluster answers again.
 *
 * @param sessionClusterId the session cluster
 * @param incarnation which start of it
 */
public record SessionFound(UUID sessionClusterId, long incarnation) implements SessionReport {}
