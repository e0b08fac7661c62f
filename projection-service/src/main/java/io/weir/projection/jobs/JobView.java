package io.weir.projection.jobs;

import io.weir.events.deployment.Failure;
import io.weir.events.deployment.JobRequested;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One run of a deployment, kept for ever.
 *
 * @param id the job; without dashes it is the Flink job id
 * @param namespace the deployment's namespace
 * @param deploymentName the deployment's name
 * @param request the intent: spec snapshot, target, restore decision, attempt
 * @param earlier the numbers of TaskManagers that it had before the one in the request, oldest
 *     first
 * @param progress what became of it
 * @param createdAt when it was requested
 * @param modifiedAt when its last event was recorded
 * @param resourceVersion how many events it had
 * @param sequence the sequence of its last event within the deployment
 */
public record JobView(
    UUID id,
    String namespace,
    String deploymentName,
    JobRequested request,
    List<Earlier> earlier,
    Progress progress,
    Instant createdAt,
    Instant modifiedAt,
    int resourceVersion,
    long sequence) {
  /**
   * A size that a running job had until it took another one in place.
   *
   * @param taskManagers how many TaskManagers
   * @param until when it was given up
   */
  public record Earlier(int taskManagers, Instant until) {}

  public JobView {
    earlier = List.copyOf(earlier);
  }

  /** The deployment that it runs for. */
  public UUID deploymentId() {
    return request.deploymentId();
  }

  /**
   * The job before.
   *
   * @param jobId that job
   * @param downSince since when nothing ran
   */
  public record Replaced(UUID jobId, Instant downSince) {}

  /**
   * What became of a job.
   *
   * @param state its state
   * @param startedAt when Flink first reported RUNNING
   * @param restoredFrom the location that Flink says it restored from
   * @param flinkStatus Flink's word as last observed, or {@code UNKNOWN}
   * @param restarts how often Flink restarted it by itself, as far as recorded
   * @param failure why it failed
   * @param terminatedAt when it ended
   * @param replaced the job that it took the place of, and since when nothing ran
   */
  public record Progress(
      JobState state,
      Optional<Instant> startedAt,
      Optional<String> restoredFrom,
      String flinkStatus,
      long restarts,
      Optional<Failure> failure,
      Optional<Instant> terminatedAt,
      Optional<Replaced> replaced) {

    static final Progress REQUESTED =
        new Progress(
            JobState.STARTING,
            Optional.empty(),
            Optional.empty(),
            "UNKNOWN",
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    Progress started(Instant at, Optional<String> from, Optional<Replaced> other) {
      return new Progress(
          JobState.STARTED,
          Optional.of(at),
          from,
          "RUNNING",
          restarts,
          failure,
          terminatedAt,
          other);
    }

    Progress terminating() {
      return new Progress(
          JobState.TERMINATING,
          startedAt,
          restoredFrom,
          flinkStatus,
          restarts,
          failure,
          terminatedAt,
          replaced);
    }

    Progress ended(JobState as, String flink, Optional<Failure> why, Instant at) {
      return new Progress(
          as, startedAt, restoredFrom, flink, restarts, why, Optional.of(at), replaced);
    }

    Progress failing(Failure why) {
      return new Progress(
          state,
          startedAt,
          restoredFrom,
          flinkStatus,
          restarts,
          Optional.of(why),
          terminatedAt,
          replaced);
    }

    Progress observed(String flink, long count) {
      return new Progress(
          state, startedAt, restoredFrom, flink, count, failure, terminatedAt, replaced);
    }

    boolean hasEnded() {
      return terminatedAt.isPresent();
    }
  }
}
