/**
 * Who owns which field: server-side apply and the record of managers in {@code
 * metadata.managedFields}.
 *
 * <p>Pure functions of trees, field sets and schemas. Invariants: a field that two managers set to
 * different values by apply is a conflict, never a silent overwrite; a field that its last applier
 * gives up disappears; every write leaves a true record of who set what.
 */
package io.weir.cluster.apply;
