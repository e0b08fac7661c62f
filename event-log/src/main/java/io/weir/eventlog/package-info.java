/**
 * How the log moves: what the relay and the partition reader share, such as the choice of a
 * partition, the topics and the failpoints.
 *
 * <p>The relay ({@link io.weir.eventlog.relay}) carries the event store's rows into the topic; the
 * reader ({@link io.weir.eventlog.reader}) applies the topic's records to tables. Both are at least
 * once on the wire; a reader's rows are exactly once, because its position is one of them.
 *
 * <p>Invariant: per aggregate, first occurrences in the topic are in the order of the store, and no
 * stored event is missing.
 */
package io.weir.eventlog;
