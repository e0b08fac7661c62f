package io.weir.executor.deployment;

import static io.weir.executor.testing.Sessions.SESSION;

import io.weir.events.report.SessionForeignChangePutBack;
import io.weir.events.report.SessionFound;
import io.weir.events.report.SessionGone;
import io.weir.events.report.SessionLost;
import io.weir.events.report.SessionRemovalIncomplete;
import io.weir.events.report.SessionReport;
import io.weir.events.report.SessionScaleFailed;
import io.weir.events.report.SessionStartFailed;
import io.weir.events.report.SessionUp;
import io.weir.events.sessions.SessionClusterEvent;
import io.weir.events.sessions.SessionClusterFailed;
import io.weir.events.sessions.SessionClusterForeignChangeReverted;
import io.weir.events.sessions.SessionClusterReachable;
import io.weir.events.sessions.SessionClusterScaled;
import io.weir.events.sessions.SessionClusterStopped;
import io.weir.events.sessions.SessionClusterUnreachable;
import io.weir.events.wire.SentReport;
import io.weir.executor.deployment.act.Actor;
import io.weir.executor.deployment.act.Submissions;
import io.weir.executor.deployment.decide.ClusterIntent;
import io.weir.executor.deployment.decide.Complaint;
import io.weir.executor.deployment.decide.DesiredSession;
import io.weir.executor.deployment.decide.ObjectRef;
import io.weir.executor.deployment.decide.ObjectView;
import io.weir.executor.deployment.decide.Pace;
import io.weir.executor.deployment.decide.Part;
import io.weir.executor.deployment.decide.PodView;
import io.weir.executor.deployment.decide.SessionIntent;
import io.weir.executor.deployment.observe.JobManagerAddress;
import io.weir.executor.deployment.observe.SessionObserver;
import io.weir.executor.deployment.render.RenderSettings;
import io.weir.executor.deployment.report.Reporter;
import io.weir.executor.deployment.report.Reports;
import io.weir.executor.flink.Answer;
import io.weir.executor.flink.FileHaStorage;
import io.weir.executor.flink.FileRemoval;
import io.weir.executor.flink.FlinkClusters;
import io.weir.executor.flink.RestFlinkJobs;
import io.weir.executor.kube.KubernetesException;
import io.weir.executor.kube.KubernetesException.Kind;
import io.weir.executor.kube.KubernetesObjects;
import io.weir.executor.kube.Listing;
import io.weir.executor.program.FetchedPrograms;
import io.weir.executor.secrets.NoSecretValues;
import io.weir.executor.testing.Intents;
import io.weir.executor.testing.LogTopics;
import io.weir.executor.testing.Sessions;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Kubernetes, Flink, the log and its command side for one session cluster; one pass at a time. */
final class SessionWorld implements KubernetesObjects, FlinkClusters, Reports {
  private static final int PATIENCE = 400;
  private static final RenderSettings SETTINGS = new RenderSettings("fetcher", "flink");

  private record Thing(String kind, String name, String uid, String owner, int replicas) {}

  private static final RestFlinkJobs FLINK =
      new RestFlinkJobs(RestFlinkJobs.client(), Duration.ofSeconds(1));

  private final SplittableRandom random;
  private final int oneIn;
  private final Map<String, Thing> things = new TreeMap<>();
  private final Map<Part, Kind> refused = new EnumMap<>(Part.class);
  private final List<SessionClusterEvent> log = new ArrayList<>();
  private final List<SessionReport> reports = new ArrayList<>();
  private final SessionLoop loop;
  private DesiredSession desired = DesiredSession.empty(SESSION);
  private Instant now = Intents.NOON;
  private int uids;
  private boolean silent;

  /**
   * @param oneIn so often something gets lost
   */
  SessionWorld(long seed, int oneIn) {
    this.random = new SplittableRandom(seed);
    this.oneIn = oneIn;
    this.loop =
        new SessionLoop(
            id -> Optional.of(desired),
            new SessionObserver(
                this,
                this,
                new FileHaStorage(),
                SETTINGS,
                JobManagerAddress.POD_IP,
                session -> Set.of(),
                () -> now),
            new Actor(
                this,
                FLINK,
                new Submissions(
                    FLINK,
                    new FetchedPrograms(FetchedPrograms.client(), Duration.ofSeconds(1), false),
                    new NoSecretValues(),
                    Runnable::run,
                    () -> now),
                new FileRemoval(),
                new FileHaStorage(),
                new Reporter(this, "test"),
                new NoSecretValues(),
                SETTINGS,
                () -> now),
            Pace.DEFAULT,
            (wanted, decision) -> {});
  }

  void append(SessionClusterEvent event) {
    log.add(event);
    desired = desired.evolve(LogTopics.metadata(SESSION, desired.sequence() + 1), event);
  }

  void refuse(Part part, Kind kind) {
    refused.put(part, kind);
  }

  /** One pass; what is thrown is a reason to look again, as it is to the workers. */
  void pass() {
    now = now.plusMillis(20);
    try {
      loop.pass(SESSION);
    } catch (RuntimeException again) {
      if (!again.getClass().getName().startsWith("io.weir.")) throw again;
    }
  }

  void passUntil(Class<? extends SessionClusterEvent> type) {
    int before = log.size();
    for (int i = 0; i < PATIENCE; i++) {
      if (log.stream().skip(Math.max(0, before - 2)).anyMatch(type::isInstance)) return;
      pass();
    }
    throw new AssertionError("Expected %s, but %s".formatted(type.getSimpleName(), log));
  }

  void passUntilComplete() {
    for (int i = 0; i < PATIENCE && things.size() < 5; i++) pass();
  }

  /** From now on the JobManager answers, or does not. */
  void silent(boolean now) {
    silent = now;
  }

  void later(Duration time) {
    now = now.plus(time);
  }

  void somebodyDeletes() {
    List<String> keys = List.copyOf(things.keySet());
    things.remove(keys.get(random.nextInt(keys.size())));
    collectGarbage();
  }

  int replicas() {
    return Optional.ofNullable(things.get(key(Part.TASK_MANAGERS))).map(Thing::replicas).orElse(0);
  }

  List<String> objects() {
    return List.copyOf(things.keySet());
  }

  List<SessionReport> reports() {
    return List.copyOf(reports);
  }

  @Override
  public Optional<Listing> cached(ClusterIntent cluster) {
    return lost() ? Optional.empty() : Optional.of(listing(false));
  }

  @Override
  public Listing live(ClusterIntent cluster) {
    if (lost()) throw unavailable("list");
    return listing(true);
  }

  private Listing listing(boolean live) {
    return new Listing(
        live,
        things.values().stream().map(SessionWorld::found).toList(),
        things.containsKey(key(Part.SESSION_JOB_MANAGER)) ? List.of(pod()) : List.of(),
        List.of());
  }

  private static Listing.Found found(Thing thing) {
    return new Listing.Found(
        new ObjectView(
            new ObjectRef(thing.kind(), thing.name(), thing.uid()),
            "1",
            Part.of(thing.kind(), thing.name(), Sessions.CLUSTER),
            false,
            List.of(),
            Optional.empty(),
            false,
            Optional.empty(),
            thing.kind().equals("Deployment") ? Optional.of(thing.replicas()) : Optional.empty(),
            true),
        Optional.empty(),
        Optional.empty());
  }

  private PodView pod() {
    return new PodView(
        new ObjectRef("Pod", "jm", "jm"),
        true,
        "Running",
        false,
        Optional.of("10.0.0.1"),
        Optional.empty(),
        List.of());
  }

  @Override
  public void create(String namespace, ObjectNode manifest) {
    write(
        () -> {
          if (things.containsKey(key(manifest)))
            throw new KubernetesException(Kind.CONFLICT, "exists", null);
          put(manifest);
        });
  }

  @Override
  public void apply(String namespace, ObjectNode manifest) {
    refused.forEach(
        (part, kind) -> {
          if (key(part).equals(key(manifest))) throw new KubernetesException(kind, "no", null);
        });
    write(() -> put(manifest));
  }

  @Override
  public void scale(String namespace, ObjectRef deployment, int replicas) {
    write(
        () ->
            things.computeIfPresent(
                deployment.text(),
                (key, old) -> new Thing(old.kind(), old.name(), old.uid(), old.owner(), replicas)));
  }

  @Override
  public void delete(String namespace, ObjectRef object) {
    write(
        () -> {
          things.values().removeIf(thing -> thing.uid().equals(object.uid()));
          collectGarbage();
        });
  }

  @Override
  public List<Complaint> complaints(ClusterIntent cluster) {
    return List.of();
  }

  @Override
  public Optional<String> logTail(String namespace, String pod, String container, int lines) {
    return Optional.empty();
  }

  @Override
  public Answer<Overview> overview(URI jobManager) {
    if (silent || lost()) return new Answer.Unavailable<>("lost");
    return new Answer.Given<>(new Overview(replicas()));
  }

  @Override
  public Answer<List<UUID>> running(URI jobManager) {
    throw new AssertionError("Expected no question for jobs where none was given up");
  }

  @Override
  public void send(SentReport sent) {
    if (lost()) throw unavailable("report");
    SessionReport report = (SessionReport) sent.report();
    reports.add(report);
    answer(report);
    if (lost()) throw unavailable("acknowledgement");
  }

  /** What the command side answers, as far as it matters here. */
  private void answer(SessionReport report) {
    Optional<SessionIntent> current = desired.current();
    if (current.isEmpty()) return;
    switch (report) {
      case SessionUp r -> {
        if (!current.get().up()) append(Sessions.STARTED);
        else if (current.get().scale().isPresent())
          append(new SessionClusterScaled(SESSION, 1, r.numberOfTaskManagers()));
      }
      case SessionStartFailed r -> {
        append(new SessionClusterFailed(SESSION, 1, r.failure()));
        append(Sessions.stop());
      }
      case SessionGone r -> append(new SessionClusterStopped(SESSION, 1));
      case SessionForeignChangePutBack r ->
          append(new SessionClusterForeignChangeReverted(SESSION, 1, r.resource(), r.detail()));
      case SessionLost r -> {
        if (current.get().unreachable().isEmpty())
          append(new SessionClusterUnreachable(SESSION, 1, r.since(), r.detail()));
      }
      case SessionFound r -> {
        if (current.get().unreachable().isPresent())
          append(new SessionClusterReachable(SESSION, 1));
      }
      case SessionScaleFailed r -> throw new AssertionError("Expected no failure, but " + r);
      case SessionRemovalIncomplete r -> throw new AssertionError("Expected no rest, but " + r);
    }
  }

  private void write(Runnable change) {
    if (lost()) throw unavailable("write");
    change.run();
    if (lost()) throw unavailable("answer to a write");
  }

  private void put(ObjectNode manifest) {
    Thing old = things.get(key(manifest));
    things.put(
        key(manifest),
        new Thing(
            manifest.path("kind").asString(),
            manifest.at("/metadata/name").asString(),
            old == null ? "uid-" + uids++ : old.uid(),
            manifest.at("/metadata/ownerReferences/0/uid").asString(""),
            manifest.at("/spec/replicas").asInt(0)));
  }

  private void collectGarbage() {
    List<String> uidsAlive = things.values().stream().map(Thing::uid).toList();
    things.values().removeIf(t -> !t.owner().isEmpty() && !uidsAlive.contains(t.owner()));
  }

  private static String key(ObjectNode manifest) {
    return manifest.path("kind").asString() + "/" + manifest.at("/metadata/name").asString();
  }

  private static String key(Part part) {
    return part.kind() + "/" + part.nameIn(Sessions.CLUSTER);
  }

  private boolean lost() {
    return oneIn < Integer.MAX_VALUE && random.nextInt(oneIn) == 0;
  }

  private static KubernetesException unavailable(String what) {
    return new KubernetesException(Kind.UNAVAILABLE, "lost " + what, null);
  }
}
