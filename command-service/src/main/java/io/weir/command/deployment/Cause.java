package io.weir.command.deployment;

import java.time.Instant;
import java.util.UUID;

/**
 * When and by what an event happened; the part of an event's metadata that the state folds.
 *
 * @param at when it was recorded
 * @param id the command or the report that caused it
 */
public record Cause(Instant at, UUID id) {}
