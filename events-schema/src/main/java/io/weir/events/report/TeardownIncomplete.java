package io.weir.events.report;

import io.weir.events.deployment.Failure;
import java.util.List;
import java.util.UUID;

/**
 * Objects remain after the deadline.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param remaining kind and name of each
 * @param failure why
 */
public record TeardownIncomplete(
    UUID deploymentId, UUID jobId, List<String> remaining, Failure failure) implements JobReport {
  public TeardownIncomplete {
    remaining = List.copyOf(remaining);
  }
}
