/**
 * Deployment defaults: what deployments of a namespace are when their users do not say; one per
 * namespace, which is there before anybody says anything.
 *
 * <p>Depends on {@code plain} and {@code app-manager-api}; pure. Invariant: what is kept is what
 * the namespace says and nothing that lies below it.
 */
package io.weir.command.defaults;
