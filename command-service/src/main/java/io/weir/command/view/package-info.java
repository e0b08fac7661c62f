/**
 * The aggregate as a resource of the API.
 *
 * <p>Depends on {@code deployment} and {@code app-manager-api}; pure. Invariant: a view adds
 * nothing that the state does not hold.
 */
package io.weir.command.view;
