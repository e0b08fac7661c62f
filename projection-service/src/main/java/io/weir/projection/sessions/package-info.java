/**
 * Session clusters: which are there, what are they to be, what are they, and what have they been up
 * with? Folded from the events of session clusters.
 *
 * <p>Depends on {@code projection.plain}. Invariant: the state is what command-service decided on,
 * since both fold the same events.
 */
package io.weir.projection.sessions;
