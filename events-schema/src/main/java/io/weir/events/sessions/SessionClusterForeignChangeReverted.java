package io.weir.events.sessions;

import java.util.UUID;

/**
 * Something of the cluster was not as the log wants it, and the executor put it right: somebody
 * else changed an object, or a job went on that its deployment had given up.
 *
 * @param sessionClusterId the session cluster
 * @param incarnation which start
 * @param resource kind and name; of a job {@code Job/} and its id
 * @param detail what was wrong
 */
public record SessionClusterForeignChangeReverted(
    UUID sessionClusterId, long incarnation, String resource, String detail)
    implements SessionClusterEvent {}
