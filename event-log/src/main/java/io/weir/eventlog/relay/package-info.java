/**
 * From the event store to the topic: one leader reads the store in order, sends, waits for every
 * acknowledgement, and then moves its position.
 *
 * <p>Depends on PostgreSQL and the Kafka client. Invariant: the position never passes an event that
 * the topic has not acknowledged, nor an index that an open transaction may still fill.
 */
package io.weir.eventlog.relay;
