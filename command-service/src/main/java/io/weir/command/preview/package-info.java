/**
 * What would follow from a command: the decider's own decision, played on to its end, in data and
 * in words. Pure; nothing is stored. Depends on the deployment aggregate's public values only.
 *
 * <p>Invariant: no rule of the lifecycle is repeated here. What is foreseen is what {@link
 * io.weir.command.deployment.DeploymentDecider} answers when everything goes well.
 */
package io.weir.command.preview;
