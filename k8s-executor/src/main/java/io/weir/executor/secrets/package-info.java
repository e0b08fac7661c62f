/**
 * Where the values of secrets come from when a job starts: a port and its adapter to the command
 * service.
 *
 * <p>Depends on the JDK and Jackson. Invariant: a value is asked for when it is needed, goes into a
 * Kubernetes Secret and is kept nowhere else; it has no text of its own for logs.
 */
package io.weir.executor.secrets;
