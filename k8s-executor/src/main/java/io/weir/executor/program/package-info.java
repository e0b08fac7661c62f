/**
 * Programs of users on their way to a session cluster. A job's own cluster fetches its program by
 * itself; a session cluster is given it, so the executor has to hold it for a moment.
 *
 * <p>Depends on nothing of the executor. Invariant: files of this machine are read only where a
 * setting allows it, since users choose the URI.
 */
package io.weir.executor.program;
