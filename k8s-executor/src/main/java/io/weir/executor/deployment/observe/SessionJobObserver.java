package io.weir.executor.deployment.observe;

import io.weir.events.deployment.JobSession;
import io.weir.events.report.RetainedCheckpoint;
import io.weir.executor.deployment.act.Submissions;
import io.weir.executor.deployment.decide.ClusterView;
import io.weir.executor.deployment.decide.FlinkView;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.JobPhase;
import io.weir.executor.deployment.decide.JobStatus;
import io.weir.executor.deployment.decide.JobView;
import io.weir.executor.deployment.decide.Milestone;
import io.weir.executor.deployment.decide.Observation;
import io.weir.executor.deployment.decide.OnSession;
import io.weir.executor.deployment.decide.Seen;
import io.weir.executor.deployment.decide.SessionIntent;
import io.weir.executor.deployment.decide.SessionPlace;
import io.weir.executor.deployment.decide.Silence;
import io.weir.executor.deployment.decide.SubmissionView;
import io.weir.executor.deployment.decide.TriggerView;
import io.weir.executor.deployment.decide.WriteFailure;
import io.weir.executor.deployment.render.RenderSettings;
import io.weir.executor.flink.Answer;
import io.weir.executor.flink.FlinkJars;
import io.weir.executor.flink.FlinkJobs;
import io.weir.executor.flink.SavepointStorage;
import io.weir.executor.kube.KubernetesObjects;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Gathers everything that a decision about a job on a session cluster can need. */
public final class SessionJobObserver {
  private final ClusterObserver cluster;
  private final FlinkObserver flink;
  private final FlinkJars jars;
  private final RetainedCheckpoints retained;
  private final LostTriggers lost;
  private final WrittenSavepoints savepoints;
  private final JobManagerAddress address;
  private final Function<JobSession, SessionPlace> places;
  private final Submissions submissions;
  private final InstantSource clock;

  /** When each job's session cluster last answered; begins with the first question. */
  private final Map<UUID, Instant> lastAnswer = new ConcurrentHashMap<>();

  /**
   * @param places what the log says of where a job was placed
   */
  public SessionJobObserver(
      KubernetesObjects kubernetes,
      FlinkJobs flink,
      FlinkJars jars,
      SavepointStorage storage,
      RenderSettings settings,
      JobManagerAddress address,
      Function<JobSession, SessionPlace> places,
      Submissions submissions,
      InstantSource clock) {
    this.cluster = new ClusterObserver(kubernetes, settings);
    this.flink = new FlinkObserver(flink);
    this.jars = jars;
    this.retained = new RetainedCheckpoints(flink, storage);
    this.lost = new LostTriggers(flink, storage);
    this.savepoints = new WrittenSavepoints(storage);
    this.address = address;
    this.places = places;
    this.submissions = submissions;
    this.clock = clock;
  }

  /**
   * Looks at everything about a job.
   *
   * @param refusal the last write's refusal, passed on
   */
  public Observation look(JobIntent job, Optional<WriteFailure> refusal) {
    SessionPlace place = places.apply(job.session().orElseThrow());
    // Before Flink is asked: what it has taken by now, it must know then.
    Optional<SubmissionView> submission = submissions.of(job.jobId());
    Seen<ClusterView> objects =
        place instanceof SessionPlace.Up up ? cluster.look(up.session(), false) : Seen.absent();
    Optional<URI> jobManager =
        place instanceof SessionPlace.Up up ? jobManager(up.session(), objects) : Optional.empty();
    boolean done = job.phase() == JobPhase.ENDED && job.teardown().isEmpty();
    Seen<FlinkView> answer =
        objects instanceof Seen.Unknown<ClusterView>
            ? Seen.unknown("Kubernetes did not answer")
            : jobManager
                .filter(uri -> !done)
                .map(uri -> flink.lookAtJob(job, uri))
                .map(seen -> withoutRival(seen, place))
                .orElseGet(Seen::absent);
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
        retained(job, place, answering, answer),
        Seen.absent(),
        Optional.empty(),
        Optional.empty(),
        silence(job, objects, answer, now),
        refusal,
        Optional.of(new OnSession(place, submission, jarsOf(job, answering, answer))));
  }

  /** A job that the log has done with is not remembered. */
  public void forget(UUID jobId) {
    lastAnswer.remove(jobId);
    retained.forget(jobId);
    submissions.forget(jobId);
  }

  private Optional<URI> jobManager(SessionIntent session, Seen<ClusterView> objects) {
    return objects.found().flatMap(view -> address.of(session, view));
  }

  /**
   * A JobManager that was deleted by somebody runs what it runs until it is gone. While there is a
   * second one, the first one's word that there is no such job is not the last.
   */
  private Seen<FlinkView> withoutRival(Seen<FlinkView> seen, SessionPlace place) {
    boolean noJob = seen.found().filter(view -> view.job() instanceof Seen.Absent).isPresent();
    if (!noJob || !(place instanceof SessionPlace.Up up)) return seen;
    return switch (cluster.look(up.session(), true)) {
      case Seen.Present<ClusterView> live when jobManagers(live.value()) == 1 -> seen;
      case Seen.Present<ClusterView> live ->
          Seen.unknown("The session cluster has not exactly one JobManager now");
      case Seen.Absent<ClusterView> none -> Seen.unknown("Kubernetes shows no session cluster");
      case Seen.Unknown<ClusterView> unknown -> Seen.unknown(unknown.why());
    };
  }

  private static long jobManagers(ClusterView view) {
    return view.pods().stream().filter(pod -> pod.jobManager() && pod.alive()).count();
  }

  /** Only where there is no job to speak for itself, or all of it is to go. */
  private Seen<List<String>> jarsOf(
      JobIntent job, Optional<URI> answering, Seen<FlinkView> answer) {
    boolean wanted =
        job.teardown().isPresent()
            || job.phase() == JobPhase.STARTING
                && answer.found().flatMap(view -> view.job().found()).isEmpty();
    if (answering.isEmpty() || !wanted) return Seen.unknown("Flink was not asked");
    return switch (jars.jars(answering.get())) {
      case Answer.Given<List<FlinkJars.Jar>> given ->
          Seen.present(
              given.value().stream()
                  .filter(jar -> jar.name().equals(Submissions.jarName(job.jobId())))
                  .map(FlinkJars.Jar::id)
                  .toList());
      case Answer.NotFound<List<FlinkJars.Jar>> none -> Seen.absent();
      case Answer.Refused<List<FlinkJars.Jar>> refused ->
          Seen.unknown(refused.status() + " " + refused.message());
      case Answer.Unavailable<List<FlinkJars.Jar>> unavailable -> Seen.unknown(unavailable.why());
    };
  }

  private Seen<RetainedCheckpoint> retained(
      JobIntent job, SessionPlace place, Optional<URI> answering, Seen<FlinkView> answer) {
    if (job.phase() == JobPhase.ENDED) return Seen.absent();
    Optional<JobStatus> status =
        answer.found().flatMap(view -> view.job().found()).map(JobView::status);
    if (answering.isPresent() && status.isPresent())
      return job.phase() == JobPhase.RUNNING || status.get().terminal() || job.stop().isPresent()
          ? retained.byFlink(job, answering.get(), status.get())
          : Seen.absent();
    boolean mayBeOver =
        answer instanceof Seen.Present
            || place instanceof SessionPlace.Gone
            || job.teardown().isPresent();
    return mayBeOver
        ? retained.byStorage(job)
        : Seen.unknown("the session cluster does not answer");
  }

  private Optional<Silence> silence(
      JobIntent job, Seen<ClusterView> objects, Seen<FlinkView> answer, Instant now) {
    Instant last = lastAnswer.computeIfAbsent(job.jobId(), id -> now);
    boolean mustAnswer = job.phase() == JobPhase.RUNNING || job.reached(Milestone.READY);
    if (objects instanceof Seen.Unknown<ClusterView> unknown)
      return Optional.of(new Silence(last, unknown.why()));
    if (mustAnswer && objects instanceof Seen.Present) {
      if (answer instanceof Seen.Unknown<FlinkView> unknown)
        return Optional.of(new Silence(last, unknown.why()));
      if (answer instanceof Seen.Absent)
        return Optional.of(new Silence(last, "The session cluster has no JobManager to ask"));
    }
    lastAnswer.put(job.jobId(), now);
    return Optional.empty();
  }
}
