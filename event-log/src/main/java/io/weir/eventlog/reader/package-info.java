/**
 * From the topic to tables: each partition is claimed by one owner, which applies its records in
 * order and moves the position in the same transaction.
 *
 * <p>Depends on PostgreSQL and the Kafka client. Invariant: a record's rows and the position after
 * it are committed together, by the newest claimant only; a record that cannot be applied is kept,
 * and so is everything after it with the same key.
 */
package io.weir.eventlog.reader;
