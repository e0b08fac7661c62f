/**
 * The resource specs that events carry: what a user wants of a deployment, with the field names of
 * the App Manager API.
 *
 * <p>Depends on Jackson and the JDK only. Invariant: a spec in an event is complete (defaults
 * filled in), immutable and free of secret values.
 */
package io.weir.events.spec;
