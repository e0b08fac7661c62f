package io.weir.command.store;

/**
 * What an aggregate is after so many of its events.
 *
 * @param version how many
 * @param state the fold of them; immutable
 */
record Folded(long version, Object state) {}
