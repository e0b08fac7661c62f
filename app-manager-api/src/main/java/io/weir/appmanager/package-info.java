/**
 * The App Manager API as values: resources, bodies in JSON and YAML, media types, problem bodies.
 *
 * <p>Depends on {@code events.spec} and {@code events.deployment} for the words they share, and on
 * Jackson; knows no web framework and no database. Invariant: reading a body is a pure function
 * that either returns a tree within the limits of {@link io.weir.appmanager.BodyLimits} or says
 * what is wrong, where, and what to do.
 */
package io.weir.appmanager;
