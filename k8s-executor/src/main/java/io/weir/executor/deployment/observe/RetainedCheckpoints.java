package io.weir.executor.deployment.observe;

import io.weir.events.report.RetainedCheckpoint;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.JobStatus;
import io.weir.executor.deployment.decide.Seen;
import io.weir.executor.flink.Answer;
import io.weir.executor.flink.FlinkJobs;
import io.weir.executor.flink.SavepointStorage;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Which checkpoint of a job outlives it. */
final class RetainedCheckpoints {
  private static final String RETENTION =
      "execution.checkpointing.externalized-checkpoint-retention";

  private final FlinkJobs flink;
  private final SavepointStorage storage;

  /** The last that Flink named, for a JobManager that dies without a word. */
  private final Map<UUID, RetainedCheckpoint> lastSeen = new ConcurrentHashMap<>();

  RetainedCheckpoints(FlinkJobs flink, SavepointStorage storage) {
    this.flink = flink;
    this.storage = storage;
  }

  /** While the job lives, or at its end as Flink shows it. */
  Seen<RetainedCheckpoint> byFlink(JobIntent job, URI jobManager, JobStatus status) {
    return switch (flink.checkpoints(jobManager, job.identity().inFlink())) {
      case Answer.Given<FlinkJobs.Checkpoints> given ->
          given
              .value()
              .latest()
              .map(each -> new RetainedCheckpoint(each.location(), each.completedAt()))
              .map(each -> keep(job, each, status))
              .orElseGet(() -> ofEarlierLives(job, status));
      case Answer.NotFound<FlinkJobs.Checkpoints> none -> Seen.absent();
      case Answer.Refused<FlinkJobs.Checkpoints> refused ->
          Seen.unknown(refused.status() + " " + refused.message());
      case Answer.Unavailable<FlinkJobs.Checkpoints> unavailable -> Seen.unknown(unavailable.why());
    };
  }

  /**
   * A JobManager that came back knows the checkpoints of its own life only. A storage that cannot
   * be read does not let itself be waited for.
   */
  private Seen<RetainedCheckpoint> ofEarlierLives(JobIntent job, JobStatus status) {
    return status.terminal() && keptByPolicy(job, status).equals(Optional.of(true))
        ? byStorage(job).found().map(Seen::present).orElseGet(Seen::absent)
        : Seen.absent();
  }

  private Seen<RetainedCheckpoint> keep(
      JobIntent job, RetainedCheckpoint checkpoint, JobStatus status) {
    lastSeen.put(job.jobId(), checkpoint);
    if (!status.terminal()) return Seen.present(checkpoint);
    Optional<Boolean> byPolicy = keptByPolicy(job, status);
    if (byPolicy.equals(Optional.of(false))) return Seen.absent();
    // Flink's statistics may be older than the job's end: what lies in the job's directory is
    // newer.
    if (listed(job) instanceof Seen.Present<RetainedCheckpoint> newest) return newest;
    return switch (storage.newest(checkpoint.location())) {
      case Seen.Present<SavepointStorage.State> there -> Seen.present(checkpoint);
      case Seen.Absent<SavepointStorage.State> gone -> Seen.absent();
      // Storage that cannot be read from here: the option decides, whose default is not to keep.
      case Seen.Unknown<SavepointStorage.State> unknown ->
          byPolicy.isPresent() ? Seen.present(checkpoint) : Seen.absent();
    };
  }

  /** What Flink does at this end; empty when the program may have chosen by itself. */
  private static Optional<Boolean> keptByPolicy(JobIntent job, JobStatus status) {
    if (status == JobStatus.FINISHED) return Optional.of(false);
    return Optional.ofNullable(job.request().spec().flinkConfiguration().get(RETENTION))
        .map(
            policy ->
                switch (policy) {
                  case "RETAIN_ON_CANCELLATION" -> true;
                  case "DELETE_ON_CANCELLATION" -> status == JobStatus.FAILED;
                  default -> false;
                });
  }

  /** When no JobManager answers: what lies in the job's own directory, else the last one seen. */
  Seen<RetainedCheckpoint> byStorage(JobIntent job) {
    Seen<RetainedCheckpoint> listed = listed(job);
    RetainedCheckpoint last = lastSeen.get(job.jobId());
    return listed instanceof Seen.Unknown && last != null ? Seen.present(last) : listed;
  }

  private Seen<RetainedCheckpoint> listed(JobIntent job) {
    return directory(job)
        .map(directory -> storage.newest(directory))
        .map(
            newest ->
                switch (newest) {
                  case Seen.Present<SavepointStorage.State> there ->
                      Seen.present(
                          new RetainedCheckpoint(
                              there.value().location(), there.value().completedAt()));
                  case Seen.Absent<SavepointStorage.State> none ->
                      Seen.<RetainedCheckpoint>absent();
                  case Seen.Unknown<SavepointStorage.State> unknown ->
                      Seen.<RetainedCheckpoint>unknown(unknown.why());
                })
        .orElseGet(Seen::absent);
  }

  /**
   * Flink writes below {@code <dir>/<job id>}. Where that id is not the job's alone, only a
   * directory that is can be believed.
   */
  private static Optional<String> directory(JobIntent job) {
    Map<String, String> options = job.request().spec().flinkConfiguration();
    return Optional.ofNullable(options.get("execution.checkpointing.dir"))
        .or(() -> Optional.ofNullable(options.get("state.checkpoints.dir")))
        .filter(dir -> job.identity().unique() || dir.contains(job.jobId().toString()))
        .map(dir -> dir.replaceAll("/+$", "") + "/" + job.identity().hex());
  }

  void forget(UUID jobId) {
    lastSeen.remove(jobId);
  }
}
