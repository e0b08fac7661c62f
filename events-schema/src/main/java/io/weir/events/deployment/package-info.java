/**
 * What happened to deployments: one record per event, and the values they carry.
 *
 * <p>Depends on {@code events.spec} and the JDK. Invariant: a released event never changes its
 * meaning; a new meaning is a new event or a new revision with an upcaster (docs/handbook.md, "add
 * an event").
 */
package io.weir.events.deployment;
