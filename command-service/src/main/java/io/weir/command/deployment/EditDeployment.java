package io.weir.command.deployment;

import java.util.UUID;

/**
 * A user edits a deployment in a way that depends on what it is: a patch, a replacement.
 *
 * @param deploymentId the deployment
 * @param edit computes the complete values from the state that the decision is made on
 */
public record EditDeployment(UUID deploymentId, Edit edit) implements DeploymentCommand {
  /** A pure function of the state. */
  @FunctionalInterface
  public interface Edit {
    ReviseDeployment of(DeploymentState state);
  }
}
