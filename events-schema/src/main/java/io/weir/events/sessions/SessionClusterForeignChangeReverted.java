package io.weir.events.sessions;

import java.util.UUID;

/**
 * Somebody else changed an object of the cluster, and the executor put it back.
 *
 * @param sessionClusterId the session cluster
 * @param incarnation which start
 * @param resource kind and name
 * @param detail what had been changed
 */
public record SessionClusterForeignChangeReverted(
    UUID sessionClusterId, long incarnation, String resource, String detail)
    implements SessionClusterEvent {}
