/**
 * A durable Kafka broker and a durable PostgreSQL as child processes of this JVM: the default of
 * the standalone command and the ground of every module's tests.
 *
 * <p>Both keep their data in a directory, survive {@code kill -9} of themselves and of their
 * parent, listen on the loopback address only, and refuse to start with one sentence when they
 * cannot. This package knows Kafka, PostgreSQL and the operating system; it knows nothing of Weir's
 * events.
 *
 * <p>Invariant: what {@code start} returned is a server that has answered a request and whose
 * settings make an acknowledged write durable.
 */
package io.weir.embedded;
