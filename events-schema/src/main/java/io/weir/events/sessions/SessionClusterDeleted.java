package io.weir.events.sessions;

import java.util.UUID;

/**
 * The session cluster is gone for clients; nothing of it ran and nothing referred to it.
 *
 * @param sessionClusterId the session cluster
 */
public record SessionClusterDeleted(UUID sessionClusterId) implements SessionClusterEvent {}
