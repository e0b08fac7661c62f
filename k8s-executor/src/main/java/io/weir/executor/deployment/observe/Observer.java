package io.weir.executor.deployment.observe;

import io.weir.events.report.RetainedCheckpoint;
import io.weir.executor.deployment.decide.ClusterView;
import io.weir.executor.deployment.decide.FlinkView;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.JobPhase;
import io.weir.executor.deployment.decide.JobResult;
import io.weir.executor.deployment.decide.JobStatus;
import io.weir.executor.deployment.decide.JobView;
import io.weir.executor.deployment.decide.Milestone;
import io.weir.executor.deployment.decide.Observation;
import io.weir.executor.deployment.decide.Seen;
import io.weir.executor.deployment.decide.Silence;
import io.weir.executor.deployment.decide.TriggerView;
import io.weir.executor.deployment.decide.WriteFailure;
import io.weir.executor.deployment.render.RenderSettings;
import io.weir.executor.flink.FlinkJobs;
import io.weir.executor.flink.HaStorage;
import io.weir.executor.flink.JobResults;
import io.weir.executor.flink.SavepointStorage;
import io.weir.executor.kube.KubernetesObjects;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Gathers everything that a decision about one job can need, before anything is decided. */
public final class Observer {

  private final ClusterObserver cluster;
  private final FlinkObserver flink;
  private final RetainedCheckpoints retained;
  private final LostTriggers lost;
  private final WrittenSavepoints savepoints;
  private final JobResults results;
  private final HaStorage haStorage;
  private final JobManagerAddress address;
  private final InstantSource clock;

  /** When each job's cluster last answered; begins with the first question. */
  private final Map<UUID, Instant> lastAnswer = new ConcurrentHashMap<>();

  /** Since when each job's JobManager has had nothing to do; only while it is so. */
  private final Map<UUID, Instant> idle = new ConcurrentHashMap<>();

  public Observer(
      KubernetesObjects kubernetes,
      FlinkJobs flink,
      SavepointStorage storage,
      JobResults results,
      HaStorage haStorage,
      RenderSettings settings,
      JobManagerAddress address,
      InstantSource clock) {
    this.cluster = new ClusterObserver(kubernetes, settings);
    this.flink = new FlinkObserver(flink);
    this.retained = new RetainedCheckpoints(flink, storage);
    this.lost = new LostTriggers(flink, storage);
    this.savepoints = new WrittenSavepoints(storage);
    this.results = results;
    this.haStorage = haStorage;
    this.address = address;
    this.clock = clock;
  }

  /**
   * Looks at everything about a job.
   *
   * @param live whether the API server itself is asked, and not the cache
   * @param refusal the last write's refusal, passed on
   */
  public Observation look(JobIntent job, boolean live, Optional<WriteFailure> refusal) {
    Seen<ClusterView> objects =
        cluster.look(job, live || job.teardown().isPresent(), clock.instant());
    boolean asksFlink = job.teardown().isEmpty() && job.phase() != JobPhase.ENDED;
    Optional<URI> jobManager =
        asksFlink ? objects.found().flatMap(view -> address.of(job, view)) : Optional.empty();
    Seen<FlinkView> answer =
        switch (objects) {
          case Seen.Unknown<ClusterView> unknown -> Seen.unknown("Kubernetes did not answer");
          case Seen.Absent<ClusterView> none -> Seen.absent();
          case Seen.Present<ClusterView> view ->
              jobManager.map(uri -> flink.look(job, uri)).orElseGet(Seen::absent);
        };
    Optional<URI> answering = answer instanceof Seen.Present ? jobManager : Optional.empty();
    Map<UUID, Seen<TriggerView>> triggers =
        answering
            .map(uri -> lost.found(job, uri, answer, flink.triggers(job, uri)))
            .orElse(Map.of());
    Instant now = clock.instant();
    return new Observation(
        now,
        objects,
        answering,
        answer,
        savepoints.withSizes(triggers),
        savepoints.data(job, triggers),
        retained(job, asksFlink, answering, answer),
        result(job, objects, answer),
        idleSince(job, answer, now),
        haData(job, objects),
        silence(job, objects, answer, jobManager, now),
        refusal,
        Optional.empty());
  }

  /** A job that the log has done with is not remembered. */
  public void forget(UUID jobId) {
    lastAnswer.remove(jobId);
    idle.remove(jobId);
    retained.forget(jobId);
  }

  private Seen<RetainedCheckpoint> retained(
      JobIntent job, boolean asksFlink, Optional<URI> answering, Seen<FlinkView> answer) {
    if (job.phase() == JobPhase.ENDED) return Seen.absent();
    // Torn down before anybody saw how it ended.
    if (!asksFlink) return retained.byStorage(job);
    Optional<JobStatus> status =
        answer.found().flatMap(view -> view.job().found()).map(JobView::status);
    if (answering.isPresent() && status.isPresent())
      return job.phase() == JobPhase.RUNNING || status.get().terminal() || job.stop().isPresent()
          ? retained.byFlink(job, answering.get(), status.get())
          : Seen.absent();
    // Nobody to ask: only worth a look into the storage when the job may be over.
    boolean mayBeOver = answer instanceof Seen.Absent || answer instanceof Seen.Present;
    return mayBeOver ? retained.byStorage(job) : Seen.unknown("the JobManager does not answer");
  }

  /** Only of a job that ran and that nobody shows any more. */
  private Seen<JobResult> result(JobIntent job, Seen<ClusterView> objects, Seen<FlinkView> answer) {
    boolean shown = answer.found().filter(view -> !(view.job() instanceof Seen.Absent)).isPresent();
    if (job.phase() != JobPhase.RUNNING || shown || !(objects instanceof Seen.Present))
      return Seen.absent();
    return job.haStorage()
        .map(directory -> results.of(directory, job.jobId()))
        .orElseGet(Seen::absent);
  }

  /** Only when nothing of the cluster is left: who runs may still write. */
  private Optional<String> haData(JobIntent job, Seen<ClusterView> objects) {
    boolean gone = objects.found().filter(ClusterView::live).filter(ClusterView::empty).isPresent();
    return job.haStorage()
        .filter(directory -> gone && job.teardown().isPresent())
        .filter(directory -> haStorage.holds(directory, job.ownDirectory()));
  }

  private Optional<Instant> idleSince(JobIntent job, Seen<FlinkView> answer, Instant now) {
    if (answer.found().filter(FlinkView::idle).isPresent())
      return Optional.of(idle.computeIfAbsent(job.jobId(), id -> now));
    idle.remove(job.jobId());
    return Optional.empty();
  }

  private Optional<Silence> silence(
      JobIntent job,
      Seen<ClusterView> objects,
      Seen<FlinkView> answer,
      Optional<URI> jobManager,
      Instant now) {
    Instant last = lastAnswer.computeIfAbsent(job.jobId(), id -> now);
    boolean mustAnswer =
        jobManager.isPresent() && (job.phase() == JobPhase.RUNNING || job.reached(Milestone.READY));
    if (objects instanceof Seen.Unknown<ClusterView> unknown)
      return Optional.of(new Silence(last, unknown.why()));
    if (mustAnswer && answer instanceof Seen.Unknown<FlinkView> unknown)
      return Optional.of(new Silence(last, unknown.why()));
    lastAnswer.put(job.jobId(), now);
    return Optional.empty();
  }
}
