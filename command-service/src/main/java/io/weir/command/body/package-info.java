/**
 * From a request's body to a complete command: envelope, defaults, alternatives, targets.
 *
 * <p>Depends on {@code app-manager-api} and on {@code deployment}. Invariant: pure functions of the
 * body, the state and the settings; what is wrong is said with a JSON pointer.
 */
package io.weir.command.body;
