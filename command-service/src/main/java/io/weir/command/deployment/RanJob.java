package io.weir.command.deployment;

import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobRescaled;
import io.weir.events.deployment.JobTarget;
import io.weir.events.deployment.RescaleRequested;
import io.weir.events.deployment.RestorePoint;
import io.weir.events.spec.DeploymentSpec;
import java.util.Optional;
import java.util.UUID;

/**
 * What a job of the past ran, as the events say.
 *
 * @param jobId the job
 * @param templateGeneration the generation in which its template was new
 * @param spec the spec of that time; after a change of scale in place, the one that it ran last
 * @param target where it ran; absent on a session cluster
 * @param beganFrom its restore point; absent: it began empty
 */
public record RanJob(
    UUID jobId,
    long templateGeneration,
    DeploymentSpec spec,
    Optional<JobTarget> target,
    Optional<RestorePoint> beganFrom) {
  /** Finds one job in a history that is shown to it from the first event on. */
  public static final class Search {
    private final UUID jobId;
    private RanJob found;
    private RanJob rescaling;

    public Search(UUID jobId) {
      this.jobId = jobId;
    }

    /**
     * One more event.
     *
     * @param after the deployment after it
     */
    public void saw(DeploymentEvent event, DeploymentState after) {
      switch (event) {
        case JobRequested e when e.jobId().equals(jobId) ->
            found = of(after.wish(), e.restore().chosen());
        // The wish may have moved on when the new scale is confirmed.
        case RescaleRequested e when e.jobId().equals(jobId) ->
            rescaling = of(after.wish(), found.beganFrom());
        case JobRescaled e when e.jobId().equals(jobId) -> found = rescaling;
        default -> {}
      }
    }

    /** The job, if it was there. */
    public Optional<RanJob> found() {
      return Optional.ofNullable(found);
    }

    private RanJob of(Wish wish, Optional<RestorePoint> beganFrom) {
      return new RanJob(jobId, wish.templateGeneration(), wish.spec(), wish.target(), beganFrom);
    }
  }
}
