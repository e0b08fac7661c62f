/**
 * How views become rows: batched, version-guarded upserts for what changes, COPY for what is only
 * added to.
 *
 * <p>Depends on JDBC and PostgreSQL's driver; knows no view. Invariant: one statement per table and
 * batch, never one per row.
 */
package io.weir.projection.store;
