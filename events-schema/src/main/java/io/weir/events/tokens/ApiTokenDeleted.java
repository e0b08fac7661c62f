package io.weir.events.tokens;

import java.util.UUID;

/**
 * A token is worth nothing any more; what could prove it is destroyed.
 *
 * @param tokenId the token
 */
public record ApiTokenDeleted(UUID tokenId) implements ApiTokenEvent {}
