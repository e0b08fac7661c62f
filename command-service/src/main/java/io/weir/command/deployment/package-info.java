/**
 * The deployment aggregate, pure: what a deployment is, and what may happen to it next
 * (docs/transitions/deployment.md shows every case).
 *
 * <p>Deciders return an {@link io.weir.command.deployment.Outcome}; {@link
 * io.weir.command.deployment.DeploymentState} changes only by an event, live and in a replay. Time,
 * ids, jitter and settings come in as a {@link io.weir.command.deployment.Moment}. Invariants: at
 * most one job that is not proven gone; a transition either waits on exactly one intent or ends;
 * nothing is stopped with its state lost unless the user said so.
 */
package io.weir.command.deployment;
