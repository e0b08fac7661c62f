/**
 * The view of deployments: what a deployment should be, what it is, and what it waits for.
 *
 * <p>Depends on events-schema and {@code projection.store}. Invariant: {@link
 * io.weir.projection.deployments.DeploymentView} is the fold of the deployment's events and of
 * nothing else.
 */
package io.weir.projection.deployments;
