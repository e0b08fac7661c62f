/**
 * The audit trail: one row per event, with actor, cause and what it changed.
 *
 * <p>Depends on events-schema and {@code projection.store}. Invariant: one event, one row, never
 * changed.
 */
package io.weir.projection.audit;
