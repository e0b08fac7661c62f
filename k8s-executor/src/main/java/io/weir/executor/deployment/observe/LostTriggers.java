package io.weir.executor.deployment.observe;

import io.weir.executor.deployment.decide.FlinkView;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.JobStatus;
import io.weir.executor.deployment.decide.JobView;
import io.weir.executor.deployment.decide.SavepointIntent;
import io.weir.executor.deployment.decide.Seen;
import io.weir.executor.deployment.decide.TriggerView;
import io.weir.executor.flink.Answer;
import io.weir.executor.flink.FlinkJobs;
import io.weir.executor.flink.FlinkJobs.SavepointRun;
import io.weir.executor.flink.SavepointStorage;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Triggers that Flink does not know by the id that we have: its line gives ids of its own, and the
 * executor that had one is gone, or its answer was lost. Each savepoint has a directory of its own,
 * which Flink makes as it begins; what became of it, the job's checkpoints say.
 */
final class LostTriggers {
  private final FlinkJobs flink;
  private final SavepointStorage storage;

  LostTriggers(FlinkJobs flink, SavepointStorage storage) {
    this.flink = flink;
    this.storage = storage;
  }

  /** The same with what could be found of those that Flink does not know. */
  Map<UUID, Seen<TriggerView>> found(
      JobIntent job,
      URI jobManager,
      Seen<FlinkView> answer,
      Map<UUID, Seen<TriggerView>> triggers) {
    Map<UUID, Seen<TriggerView>> all = new HashMap<>(triggers);
    for (SavepointIntent savepoint : job.savepoints())
      if (triggers.get(savepoint.savepointId()) instanceof Seen.Absent)
        all.put(savepoint.savepointId(), found(job, jobManager, savepoint, ended(answer)));
    return all;
  }

  private Seen<TriggerView> found(
      JobIntent job, URI jobManager, SavepointIntent savepoint, boolean ended) {
    Seen<String> begun = storage.begun(savepoint.request().targetDirectory());
    if (begun instanceof Seen.Absent) return Seen.absent();
    // One that was perhaps never triggered is not taken for another that is written beside it.
    boolean triggered = begun instanceof Seen.Present || savepoint.accepted();
    return switch (flink.checkpoints(jobManager, job.identity().inFlink())) {
      case Answer.Given<FlinkJobs.Checkpoints> given ->
          read(savepoint, given.value(), triggered, ended);
      case Answer.NotFound<FlinkJobs.Checkpoints> none -> Seen.absent();
      case Answer.Refused<FlinkJobs.Checkpoints> refused ->
          Seen.unknown(refused.status() + " " + refused.message());
      case Answer.Unavailable<FlinkJobs.Checkpoints> unavailable -> Seen.unknown(unavailable.why());
    };
  }

  private static Seen<TriggerView> read(
      SavepointIntent savepoint,
      FlinkJobs.Checkpoints checkpoints,
      boolean triggered,
      boolean ended) {
    String own = "/" + savepoint.savepointId() + "/";
    Optional<String> written =
        checkpoints.savepoints().stream()
            .flatMap(run -> run.location().stream())
            .filter(location -> location.contains(own))
            .findFirst();
    boolean inProgress =
        triggered && !ended && checkpoints.savepoints().stream().anyMatch(SavepointRun::inProgress);
    // The job that it stops goes on for a moment; only with its end the state is the last.
    if (written.isPresent() && (ended || !savepoint.stopsTheJob()))
      return Seen.present(new TriggerView.Written(written.get(), Optional.empty()));
    return written.isPresent() || inProgress
        ? Seen.present(new TriggerView.Pending())
        : Seen.absent();
  }

  private static boolean ended(Seen<FlinkView> answer) {
    return answer
        .found()
        .flatMap(view -> view.job().found())
        .map(JobView::status)
        .filter(JobStatus::terminal)
        .isPresent();
  }
}
