/**
 * From the topic of transition reports to the aggregate.
 *
 * <p>Depends on {@code gate}, {@code store} and {@code event-log}. Invariant: the events that a
 * report leads to and the reader's position are committed together, and what cannot be read stops
 * its key.
 */
package io.weir.command.intake;
