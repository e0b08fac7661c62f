package io.weir.executor.deployment.observe;

import io.weir.executor.deployment.decide.FlinkView;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.JobPhase;
import io.weir.executor.deployment.decide.JobStatus;
import io.weir.executor.deployment.decide.JobView;
import io.weir.executor.deployment.decide.Programs;
import io.weir.executor.deployment.decide.SavepointIntent;
import io.weir.executor.deployment.decide.Seen;
import io.weir.executor.deployment.decide.TriggerView;
import io.weir.executor.deployment.decide.VertexScale;
import io.weir.executor.flink.Answer;
import io.weir.executor.flink.FlinkJobs;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the JobManager says of a job; asks no more than a decision can need. */
final class FlinkObserver {
  private final FlinkJobs flink;

  FlinkObserver(FlinkJobs flink) {
    this.flink = flink;
  }

  Seen<FlinkView> look(JobIntent job, URI jobManager) {
    Seen<JobView> first = job(job, jobManager);
    if (!(first instanceof Seen.Absent)) return withJob(first);
    Programs programs = flink.programs(jobManager).given().orElse(Programs.UNKNOWN);
    if (programs != Programs.ENDED) return Seen.present(new FlinkView(first, programs));
    // It may have submitted the job after the first question: only an absence seen after the
    // program's end is one for good.
    Seen<JobView> last = job(job, jobManager);
    return last instanceof Seen.Absent
        ? Seen.present(new FlinkView(last, programs))
        : withJob(last);
  }

  /** The same where programs of others end as well, so that their end says nothing. */
  Seen<FlinkView> lookAtJob(JobIntent job, URI jobManager) {
    return withJob(job(job, jobManager));
  }

  private static Seen<FlinkView> withJob(Seen<JobView> job) {
    return job instanceof Seen.Unknown<JobView> unknown
        ? Seen.unknown(unknown.why())
        : Seen.present(new FlinkView(job, Programs.UNKNOWN));
  }

  private Seen<JobView> job(JobIntent job, URI jobManager) {
    return job.identity().unique() ? asked(job, jobManager) : ofItsOwn(job, jobManager);
  }

  /**
   * Where every job has the same id, an answer is of this job only if the JobManager is that of its
   * cluster: the address of a pod that has gone may be another's by now.
   */
  private Seen<JobView> ofItsOwn(JobIntent job, URI jobManager) {
    return switch (flink.restAddress(jobManager)) {
      case Answer.Given<Optional<String>> given ->
          given.value().equals(Optional.of(job.clusterName()))
              ? asked(job, jobManager)
              : Seen.unknown(
                  "%s answers for %s, not for %s"
                      .formatted(jobManager, given.value().orElse("nobody"), job.clusterName()));
      case Answer.NotFound<Optional<String>> none ->
          Seen.unknown(jobManager + " does not say whose JobManager it is");
      case Answer.Refused<Optional<String>> refused ->
          Seen.unknown(refused.status() + " " + refused.message());
      case Answer.Unavailable<Optional<String>> unavailable -> Seen.unknown(unavailable.why());
    };
  }

  private Seen<JobView> asked(JobIntent job, URI jobManager) {
    return switch (flink.job(jobManager, job.identity().inFlink())) {
      case Answer.Given<FlinkJobs.Summary> given ->
          Seen.present(view(job, jobManager, given.value()));
      case Answer.NotFound<FlinkJobs.Summary> none -> Seen.absent();
      case Answer.Refused<FlinkJobs.Summary> refused ->
          Seen.unknown(refused.status() + " " + refused.message());
      case Answer.Unavailable<FlinkJobs.Summary> unavailable -> Seen.unknown(unavailable.why());
    };
  }

  private JobView view(JobIntent job, URI jobManager, FlinkJobs.Summary summary) {
    JobStatus status = status(summary.status());
    boolean starting = job.phase() == JobPhase.STARTING;
    boolean up =
        status == JobStatus.RUNNING && summary.tasksRunning() || status == JobStatus.FINISHED;
    Optional<String> restored =
        starting && up
            ? flink
                .checkpoints(jobManager, job.identity().inFlink())
                .given()
                .flatMap(FlinkJobs.Checkpoints::restoredFrom)
            : Optional.empty();
    long restarts =
        starting || status != JobStatus.RUNNING
            ? 0
            : flink.restarts(jobManager, job.identity().inFlink()).given().orElse(0L);
    boolean troubled =
        status == JobStatus.FAILED
            || starting && (status == JobStatus.RESTARTING || status == JobStatus.FAILING);
    Optional<String> failure =
        troubled
            ? flink.failure(jobManager, job.identity().inFlink()).given().flatMap(text -> text)
            : Optional.empty();
    List<VertexScale> vertices =
        job.rescale().isPresent()
            ? flink.vertices(jobManager, job.identity().inFlink()).given().orElse(List.of())
            : List.of();
    return new JobView(
        status, summary.name(), summary.tasksRunning(), restarts, restored, failure, vertices);
  }

  private static JobStatus status(String word) {
    return Arrays.stream(JobStatus.values())
        .filter(each -> each.name().equals(word))
        .findFirst()
        .orElse(JobStatus.UNRECOGNIZED);
  }

  /** Flink's word on each open savepoint. */
  Map<UUID, Seen<TriggerView>> triggers(JobIntent job, URI jobManager) {
    Map<UUID, Seen<TriggerView>> triggers = new HashMap<>();
    for (SavepointIntent savepoint : job.savepoints())
      triggers.put(
          savepoint.savepointId(),
          switch (flink.trigger(
              jobManager, job.identity().inFlink(), savepoint.request().triggerId())) {
            case Answer.Given<TriggerView> given -> Seen.present(given.value());
            case Answer.NotFound<TriggerView> none -> Seen.absent();
            case Answer.Refused<TriggerView> refused ->
                Seen.unknown(refused.status() + " " + refused.message());
            case Answer.Unavailable<TriggerView> unavailable -> Seen.unknown(unavailable.why());
          });
    return triggers;
  }
}
