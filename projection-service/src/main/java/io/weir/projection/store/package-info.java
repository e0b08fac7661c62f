/**
 * How views become rows: batched, version-guarded upserts for what changes, COPY for what is added.
 *
 * <p>Depends on JDBC and PostgreSQL's driver; knows no view. Invariant: few statements per table
 * and batch, never one per row.
 */
package io.weir.projection.store;
