package io.weir.executor.deployment.decide;

import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.report.RetainedCheckpoint;
import io.weir.events.report.TransitionReport;
import io.weir.executor.testing.Intents;
import io.weir.executor.testing.LogTopics;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Builds intents by folding events, and observations by saying what is there. */
final class Seens {
  static final URI JOB_MANAGER = URI.create("http://10.0.0.1:8081");
  static final Pace PACE = Pace.DEFAULT;

  private Instant at = Intents.NOON.plusSeconds(10);
  private Seen<ClusterView> cluster;
  private Seen<FlinkView> flink = Seen.absent();
  private Seen<TriggerView> trigger = Seen.absent();
  private final Map<UUID, Seen<TriggerView>> otherTriggers = new HashMap<>();
  private Seen<TriggerView.Written> data = Seen.absent();
  private Seen<RetainedCheckpoint> retained = Seen.absent();
  private Seen<JobResult> result = Seen.absent();
  private Optional<Instant> idleSince = Optional.empty();
  private Optional<String> haData = Optional.empty();
  private Optional<Silence> silence = Optional.empty();
  private Optional<WriteFailure> refusal = Optional.empty();
  private Optional<OnSession> session = Optional.empty();

  private Seens(Seen<ClusterView> cluster) {
    this.cluster = cluster;
  }

  /** The job after these events. */
  static JobIntent job(DeploymentEvent... events) {
    return desired(events).current().orElseThrow();
  }

  static Desired desired(DeploymentEvent... events) {
    Desired desired = Desired.empty(Intents.DEPLOYMENT);
    for (DeploymentEvent event : events)
      desired =
          desired.evolve(LogTopics.metadata(Intents.DEPLOYMENT, desired.sequence() + 1), event);
    return desired;
  }

  static Seens kubernetesSilent() {
    return new Seens(Seen.unknown("time-out"));
  }

  /** The parts of a job without secrets. */
  private static final Part[] PLAIN =
      EnumSet.complementOf(EnumSet.of(Part.SECRET)).toArray(Part[]::new);

  static Seens objects(boolean live, Part... parts) {
    return new Seens(Seen.present(view(live, parts)));
  }

  /** All objects and the pods; the JobManager's pod has an address. */
  static Seens cluster() {
    return objects(false, PLAIN).pods(aPod(true), aPod(false));
  }

  private static ClusterView view(boolean live, Part... parts) {
    return new ClusterView(
        live, Arrays.stream(parts).map(Seens::object).toList(), List.of(), List.of());
  }

  static ObjectView object(Part part) {
    return object(part, false, List.of(), Optional.empty(), false);
  }

  static ObjectView object(
      Part part,
      boolean terminating,
      List<String> lost,
      Optional<String> failed,
      boolean complete) {
    return new ObjectView(
        new ObjectRef(part.kind(), part.nameIn("job-" + Intents.JOB), "uid-" + part),
        "7",
        Optional.of(part),
        terminating,
        lost,
        failed,
        complete,
        Optional.empty(),
        part == Part.TASK_MANAGERS ? Optional.of(1) : Optional.empty(),
        true);
  }

  static PodView aPod(boolean jobManager, ContainerView... containers) {
    return new PodView(
        new ObjectRef("Pod", jobManager ? "jm" : "tm", jobManager ? "jm-uid" : "tm-uid"),
        jobManager,
        "Running",
        false,
        Optional.of("10.0.0.1"),
        Optional.empty(),
        List.of(containers));
  }

  static ContainerView failed(boolean init, int restarts, String text) {
    return new ContainerView(
        init ? "fetch-program" : "flink-main-container",
        init,
        false,
        Optional.empty(),
        Optional.of(new Termination(1, "Error", text)),
        restarts);
  }

  Seens pods(PodView... pods) {
    return with(view -> new ClusterView(view.live(), view.objects(), List.of(pods), view.haMaps()));
  }

  Seens complaints(Complaint... complaints) {
    return with(
        view ->
            new ClusterView(
                view.live(), view.objects(), view.pods(), view.haMaps(), List.of(complaints)));
  }

  Seens haMaps(ObjectRef... maps) {
    return with(view -> new ClusterView(view.live(), view.objects(), view.pods(), List.of(maps)));
  }

  Seens live() {
    return with(view -> new ClusterView(true, view.objects(), view.pods(), view.haMaps()));
  }

  Seens replace(ObjectView object) {
    return with(
        view -> {
          List<ObjectView> objects = new ArrayList<>(view.objects());
          objects.replaceAll(each -> each.part().equals(object.part()) ? object : each);
          return new ClusterView(view.live(), objects, view.pods(), view.haMaps());
        });
  }

  Seens without(Part part) {
    return with(
        view ->
            new ClusterView(
                view.live(),
                view.objects().stream()
                    .filter(each -> !each.part().equals(Optional.of(part)))
                    .toList(),
                view.pods(),
                view.haMaps()));
  }

  private Seens with(UnaryOperator<ClusterView> change) {
    cluster = Seen.present(change.apply(cluster.found().orElseThrow()));
    return this;
  }

  Seens at(Instant time) {
    at = time;
    return this;
  }

  Seens flinkSilent() {
    flink = Seen.unknown("connection refused");
    return this;
  }

  Seens jobUnknownToFlink(Programs programs) {
    flink = Seen.present(new FlinkView(Seen.absent(), programs));
    return this;
  }

  Seens job(JobStatus status) {
    return job(new JobView(status, "words", true, 0, Optional.empty(), Optional.empty()));
  }

  Seens job(JobView job) {
    flink = Seen.present(new FlinkView(Seen.present(job), Programs.UNKNOWN));
    return this;
  }

  Seens trigger(Seen<TriggerView> seen) {
    trigger = seen;
    return this;
  }

  /** Of another savepoint than the usual one. */
  Seens trigger(UUID savepoint, Seen<TriggerView> seen) {
    otherTriggers.put(savepoint, seen);
    return this;
  }

  Seens trigger(TriggerView view) {
    return trigger(Seen.present(view));
  }

  Seens data(Seen<TriggerView.Written> seen) {
    data = seen;
    return this;
  }

  Seens retained(Seen<RetainedCheckpoint> seen) {
    retained = seen;
    return this;
  }

  Seens result(JobResult written) {
    result = Seen.present(written);
    return this;
  }

  /** The JobManager knows neither the job nor a program. */
  Seens idleSince(Instant since) {
    idleSince = Optional.of(since);
    return jobUnknownToFlink(Programs.NONE);
  }

  Seens haData(String directory) {
    haData = Optional.of(directory);
    return this;
  }

  Seens silentSince(Instant since) {
    silence = Optional.of(new Silence(since, "connection refused"));
    return this;
  }

  Seens on(OnSession seen) {
    session = Optional.of(seen);
    return this;
  }

  Seens refused(WriteFailure failure) {
    refusal = Optional.of(failure);
    return this;
  }

  Observation seen() {
    Map<UUID, Seen<TriggerView>> triggers = new HashMap<>(otherTriggers);
    triggers.put(Intents.SAVEPOINT, trigger);
    return new Observation(
        at,
        cluster,
        flink instanceof Seen.Present ? Optional.of(JOB_MANAGER) : Optional.empty(),
        flink,
        triggers,
        Map.of(Intents.SAVEPOINT, data),
        retained,
        result,
        idleSince,
        haData,
        silence,
        refusal,
        session);
  }

  Decision decide(JobIntent job) {
    return DeploymentReconciler.decide(job, seen(), PACE);
  }

  /** The facts that a decision reports, in order. */
  static List<TransitionReport> facts(Decision decision) {
    return decision.actions().stream()
        .filter(Action.Report.class::isInstance)
        .map(action -> ((Action.Report) action).report())
        .toList();
  }
}
