/**
 * Renders a job's cluster as Kubernetes objects: JSON trees out of what the log asks for.
 *
 * <p>Depends on the intents of {@code ..decide..}, the events and JSON trees. Invariant: pure; the
 * same intent and settings give the same trees, byte for byte (golden files in the tests).
 */
package io.weir.executor.deployment.render;
