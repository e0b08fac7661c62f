/**
 * Reads the log and keeps what it wants of each deployment.
 *
 * <p>Depends on the fold in {@code ..decide..} and on Kafka. Invariant: nothing is said to be
 * wanted before the log has been read to where it ended at the start; a record that cannot be read
 * stops its deployment and no other.
 */
package io.weir.executor.intake;
