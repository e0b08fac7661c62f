package io.weir.command.deployment;

import io.weir.events.report.TransitionReport;
import java.util.UUID;

/**
 * An executor states a fact.
 *
 * @param report the fact
 */
public record AcceptReport(TransitionReport report) implements DeploymentCommand {
  @Override
  public UUID deploymentId() {
    return report.deploymentId();
  }
}
