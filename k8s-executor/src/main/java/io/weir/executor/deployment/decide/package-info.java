/**
 * Decides the next touch of the cluster for one deployment: wish, observation and time in, a {@link
 * io.weir.executor.deployment.decide.Decision} out.
 *
 * <p>Depends on the events and on Java's values. Invariant: total and pure; nothing terminal or
 * destructive is decided on an unknown or on an absence that was not confirmed live, and a decision
 * holds at most one disruptive action.
 */
package io.weir.executor.deployment.decide;
