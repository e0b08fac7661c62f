/**
 * The events of autopilot policies: what a user lets Weir do to a deployment by itself.
 *
 * <p>Depends on nothing but {@code io.weir.events}. Invariant: a policy is a wish; what came of it
 * is in the deployment's own events.
 */
package io.weir.events.autopilot;
