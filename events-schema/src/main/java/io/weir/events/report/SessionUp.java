package io.weir.events.report;

import java.util.UUID;

/**
 * The JobManager answers, and this many TaskManagers have registered with it: as many as are
 * wanted.
 *
 * @param sessionClusterId the session cluster
 * @param incarnation which start
 * @param numberOfTaskManagers how many
 */
public record SessionUp(UUID sessionClusterId, long incarnation, int numberOfTaskManagers)
    implements SessionReport {}
