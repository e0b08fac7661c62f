/**
 * API tokens: which machine may act in a namespace, in which role.
 *
 * <p>Depends on {@code plain} and {@code app-manager-api}; pure. Invariant: no secret comes here.
 */
package io.weir.command.tokens;
