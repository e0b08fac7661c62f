/**
 * HTTP: the App Manager endpoints that change deployments, and the single deployment as its events
 * have it.
 *
 * <p>Depends on {@code gate} and {@code app-manager-api}. Invariant: every answer that is no
 * success is a problem body in the client's syntax, and never a stack trace.
 */
package io.weir.command.api;
