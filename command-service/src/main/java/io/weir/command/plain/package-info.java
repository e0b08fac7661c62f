/**
 * What is said of every kind of aggregate beside the deployment: kinds whose state is the fold of
 * their events and whose commands are decided at once, without transitions of their own.
 *
 * <p>Depends on {@code events} only; pure. Invariant: a state changes only by an event.
 */
package io.weir.command.plain;
