/**
 * The savepoint catalogue: what may be restored from, where it is, who made it.
 *
 * <p>Depends on events-schema and {@code projection.store}. Invariant: an entry that is COMPLETED
 * has a location.
 */
package io.weir.projection.savepoints;
