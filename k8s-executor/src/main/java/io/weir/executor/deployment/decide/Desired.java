package io.weir.executor.deployment.decide;

import io.weir.events.deployment.ClusterRemoved;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.JobRequested;
import io.weir.events.wire.EventMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the log wants of one deployment's clusters: the fold of its events.
 *
 * @param deploymentId the deployment
 * @param sequence of the last event folded; -1 before the first
 * @param jobs jobs whose cluster the log does not show as removed, oldest first
 */
public record Desired(UUID deploymentId, long sequence, List<JobIntent> jobs) {
  public Desired {
    jobs = List.copyOf(jobs);
  }

  /** Before the first event. */
  public static Desired empty(UUID deploymentId) {
    return new Desired(deploymentId, -1, List.of());
  }

  /**
   * After one more event. An event that was folded before (the topic may repeat it) changes
   * nothing.
   *
   * @throws IllegalStateException when an event before this one is missing
   */
  public Desired evolve(EventMetadata metadata, DeploymentEvent event) {
    long next = metadata.sequence();
    if (next <= sequence) return this;
    if (next != sequence + 1)
      throw new IllegalStateException(
          "Expected event %d of deployment %s next, but got event %d: the topic lost what is between"
              .formatted(sequence + 1, deploymentId, next));
    Origin by = Origin.of(metadata);
    List<JobIntent> then = new ArrayList<>();
    for (JobIntent job : jobs) {
      boolean gone = event instanceof ClusterRemoved removed && removed.jobId().equals(job.jobId());
      if (!gone) then.add(job.evolve(event, by));
    }
    if (event instanceof JobRequested request)
      then.add(JobIntent.of(metadata.namespace(), metadata.subject(), request, by));
    return new Desired(deploymentId, next, then);
  }

  /**
   * The job to work on: the oldest whose cluster remains. A newer one waits, so that never two run.
   */
  public Optional<JobIntent> current() {
    return jobs.isEmpty() ? Optional.empty() : Optional.of(jobs.getFirst());
  }
}
