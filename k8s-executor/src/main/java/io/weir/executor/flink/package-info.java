/**
 * Flink's REST API as the executor needs it: a port with a closed vocabulary of answers, and its
 * adapter on the JDK's HTTP client.
 *
 * <p>Depends on the values of {@code ..decide..}. Invariant: a time-out, an error or nonsense is
 * never told as an absence; every call names the job, so that no other job's JobManager is moved.
 */
package io.weir.executor.flink;
