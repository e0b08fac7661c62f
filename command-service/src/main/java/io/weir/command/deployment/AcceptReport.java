package io.weir.command.deployment;

import io.weir.events.report.DeploymentReport;
import java.util.UUID;

/**
 * An executor states a fact.
 *
 * @param report the fact
 */
public record AcceptReport(DeploymentReport report) implements DeploymentCommand {
  @Override
  public UUID deploymentId() {
    return report.deploymentId();
  }
}
