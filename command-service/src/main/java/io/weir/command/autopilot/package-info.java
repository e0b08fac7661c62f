/**
 * Autopilot policies: what a user lets Weir do to a deployment by itself.
 *
 * <p>Depends on {@code plain} and {@code app-manager-api}; pure. Invariant: a deployment has one
 * policy, whose id follows from the deployment's, and without one nothing is allowed.
 */
package io.weir.command.autopilot;
