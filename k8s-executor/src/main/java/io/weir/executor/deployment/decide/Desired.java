package io.weir.executor.deployment.decide;

import io.weir.events.deployment.ClusterRemoved;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.SavepointDisposalFailed;
import io.weir.events.deployment.SavepointDisposalRequested;
import io.weir.events.deployment.SavepointDisposalStarted;
import io.weir.events.deployment.SavepointDisposed;
import io.weir.events.wire.EventMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What the log wants of one deployment's clusters: the fold of its events.
 *
 * @param deploymentId the deployment
 * @param sequence of the last event folded; -1 before the first
 * @param jobs jobs whose cluster the log does not show as removed, oldest first
 * @param disposals savepoints whose data is to be removed, oldest first
 */
public record Desired(
    UUID deploymentId, long sequence, List<JobIntent> jobs, List<DisposalIntent> disposals) {
  public Desired {
    jobs = List.copyOf(jobs);
    disposals = List.copyOf(disposals);
  }

  /** Before the first event. */
  public static Desired empty(UUID deploymentId) {
    return new Desired(deploymentId, -1, List.of(), List.of());
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
    return new Desired(deploymentId, next, then, disposals(event, by));
  }

  private List<DisposalIntent> disposals(DeploymentEvent event, Origin by) {
    return switch (event) {
      case SavepointDisposalRequested e ->
          Stream.concat(others(e.savepointId()), Stream.of(new DisposalIntent(e, false, by)))
              .toList();
      case SavepointDisposalStarted e ->
          disposals.stream()
              .map(each -> each.savepointId().equals(e.savepointId()) ? each.begun() : each)
              .toList();
      case SavepointDisposed e -> others(e.savepointId()).toList();
      case SavepointDisposalFailed e -> others(e.savepointId()).toList();
      default -> disposals;
    };
  }

  private Stream<DisposalIntent> others(UUID savepointId) {
    return disposals.stream().filter(each -> !each.savepointId().equals(savepointId));
  }

  /** Whether there is anything to look at. */
  public boolean wantsWork() {
    return !jobs.isEmpty() || !disposals.isEmpty();
  }

  /**
   * The job to work on: the oldest whose cluster remains. A newer one waits, so that never two run.
   */
  public Optional<JobIntent> current() {
    return jobs.isEmpty() ? Optional.empty() : Optional.of(jobs.getFirst());
  }
}
