package io.weir.command.plain;

import java.time.Instant;
import java.util.UUID;

/**
 * An aggregate as the log has it.
 *
 * @param <S> its state
 * @param id its id
 * @param state what it is
 * @param version its resource version: the number of its events
 * @param createdAt when its first event was recorded
 * @param modifiedAt when its newest event was recorded
 */
public record Stored<S>(UUID id, S state, long version, Instant createdAt, Instant modifiedAt) {}
