/**
 * Autopilot policies: what may Weir do to a deployment by itself? Folded from their events.
 *
 * <p>Depends on {@code projection.plain}. Invariant: a deployment without a policy is not in here,
 * and nothing is allowed for it.
 */
package io.weir.projection.autopilot;
