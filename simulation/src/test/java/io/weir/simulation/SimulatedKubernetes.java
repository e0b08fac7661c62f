package io.weir.simulation;

import io.weir.executor.deployment.decide.ClusterIntent;
import io.weir.executor.deployment.decide.Complaint;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.ObjectRef;
import io.weir.executor.deployment.decide.ObjectView;
import io.weir.executor.deployment.decide.Part;
import io.weir.executor.deployment.decide.PodView;
import io.weir.executor.deployment.decide.SessionIntent;
import io.weir.executor.kube.KubernetesException;
import io.weir.executor.kube.KubernetesException.Kind;
import io.weir.executor.kube.KubernetesObjects;
import io.weir.executor.kube.Listing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A Kubernetes with controllers that take their time, and answers that get lost. */
final class SimulatedKubernetes implements KubernetesObjects {
  /**
   * An object.
   *
   * @param job the label of its cluster: a job's id, or the name of a session cluster's start
   * @param owner uid of its parent; empty: it has none
   * @param failed whether a Job has given up
   * @param replicas of a Deployment, else 0
   */
  record Thing(
      String kind,
      String name,
      String uid,
      String job,
      String owner,
      boolean failed,
      int replicas) {
    String key() {
      return kind + "/" + name;
    }

    Thing scaled(int wanted) {
      return new Thing(kind, name, uid, job, owner, failed, wanted);
    }

    /** Whether it makes its pod anew whenever that has gone. */
    boolean startsAgain() {
      return kind.equals("Deployment") && name.endsWith("-jobmanager");
    }
  }

  /**
   * A JobManager's pod.
   *
   * @param ip empty: not started yet
   * @param terminating whether it is being deleted
   * @param dead whether its process has ended
   */
  record Pod(
      String name,
      String uid,
      String job,
      String owner,
      String ip,
      boolean terminating,
      boolean dead) {
    /** Whether it is a session cluster's. */
    boolean shared() {
      return isShared(job);
    }
  }

  static boolean isShared(String label) {
    return label.startsWith("sc-");
  }

  private record State(Map<String, Thing> things, Map<String, Pod> pods) {}

  private final Faults faults;
  private final RandomGenerator random;
  private final Deque<State> past = new ArrayDeque<>();
  private final Map<String, Thing> things = new TreeMap<>();
  private final Map<String, Pod> pods = new TreeMap<>();
  private int uids;

  SimulatedKubernetes(Faults faults, RandomGenerator random) {
    this.faults = faults;
    this.random = random;
  }

  /** One moment of controllers, garbage collection and kubelet. */
  void tick() {
    past.addFirst(new State(Map.copyOf(things), Map.copyOf(pods)));
    if (past.size() > 6) past.removeLast();
    Set<String> uidsAlive = new HashSet<>();
    things.values().forEach(each -> uidsAlive.add(each.uid()));
    things.values().removeIf(each -> !each.owner().isEmpty() && !uidsAlive.contains(each.owner()));
    for (Thing job : List.copyOf(things.values())) {
      if (job.startsAgain()) {
        keepsRunning(job);
        continue;
      }
      if (!job.kind().equals("Job") || job.failed()) continue;
      Optional<Pod> pod =
          pods.values().stream().filter(each -> each.owner().equals(job.uid())).findFirst();
      if (pod.isEmpty() && random.nextBoolean()) {
        String uid = "pod-" + uids++;
        pods.put(uid, new Pod(job.name() + "-" + uid, uid, job.job(), job.uid(), "", false, false));
      } else if (pod.isPresent() && (pod.get().dead() || pod.get().terminating())) {
        // Without high availability nothing starts it again.
        things.put(
            job.key(),
            new Thing(job.kind(), job.name(), job.uid(), job.job(), job.owner(), true, 0));
      }
    }
    for (Pod pod : List.copyOf(pods.values())) {
      boolean orphan = things.values().stream().noneMatch(each -> each.uid().equals(pod.owner()));
      if (pod.terminating() && random.nextBoolean()) pods.remove(pod.uid());
      else if (orphan) pods.put(pod.uid(), with(pod, pod.ip(), true, pod.dead()));
      else if (pod.ip().isEmpty() && random.nextBoolean())
        pods.put(pod.uid(), with(pod, pod.uid() + ".sim", pod.terminating(), pod.dead()));
    }
  }

  /** A dead one is replaced at once, one that is terminating as well. */
  private void keepsRunning(Thing deployment) {
    pods.values().removeIf(pod -> pod.dead() && pod.owner().equals(deployment.uid()));
    boolean there =
        pods.values().stream()
            .anyMatch(pod -> pod.owner().equals(deployment.uid()) && !pod.terminating());
    if (there || random.nextBoolean()) return;
    String uid = "pod-" + uids++;
    pods.put(
        uid,
        new Pod(
            deployment.name() + "-" + uid,
            uid,
            deployment.job(),
            deployment.uid(),
            "",
            false,
            false));
  }

  private static Pod with(Pod pod, String ip, boolean terminating, boolean dead) {
    return new Pod(pod.name(), pod.uid(), pod.job(), pod.owner(), ip, terminating, dead);
  }

  /** Pods whose process runs. */
  List<Pod> running() {
    return pods.values().stream().filter(each -> !each.ip().isEmpty() && !each.dead()).toList();
  }

  /** Somebody kills a JobManager. */
  void kill(Pod pod) {
    pods.computeIfPresent(
        pod.uid(), (uid, each) -> with(each, each.ip(), each.terminating(), true));
  }

  /** Somebody deletes an object behind our back. */
  void deleteSomething() {
    if (things.isEmpty()) return;
    List<String> keys = List.copyOf(things.keySet());
    things.remove(keys.get(random.nextInt(keys.size())));
  }

  /** Whether nothing is left of clusters that jobs have for themselves. */
  boolean emptyOfJobs() {
    return things.values().stream().allMatch(each -> isShared(each.job()))
        && pods.values().stream().allMatch(Pod::shared);
  }

  /** Whether nothing is left of session clusters. */
  boolean emptyOfSessions() {
    return things.values().stream().noneMatch(each -> isShared(each.job()))
        && pods.values().stream().noneMatch(Pod::shared);
  }

  /** How many TaskManagers this job, or this start of a session cluster, has. */
  int taskManagers(String cluster) {
    return things.values().stream()
        .filter(each -> each.name().endsWith("-taskmanager") && each.job().equals(cluster))
        .mapToInt(Thing::replicas)
        .sum();
  }

  @Override
  public Optional<Listing> cached(ClusterIntent job) {
    if (faults.oneIn(10)) return Optional.empty();
    State seen = new State(things, pods);
    int lag = faults.oneIn(3) ? random.nextInt(past.size() + 1) : 0;
    for (State each : past) if (lag-- > 0) seen = each;
    return Optional.of(listing(job, seen, false));
  }

  @Override
  public Listing live(ClusterIntent job) {
    if (faults.oneIn(10)) throw lost("list");
    return listing(job, new State(things, pods), true);
  }

  private static Listing listing(ClusterIntent job, State state, boolean live) {
    String id = job.label().value();
    return new Listing(
        live,
        state.things().values().stream()
            .filter(each -> each.job().equals(id))
            .map(each -> found(job, each))
            .toList(),
        state.pods().values().stream()
            .filter(each -> each.job().equals(id))
            .map(
                each ->
                    new PodView(
                        new ObjectRef("Pod", each.name(), each.uid()),
                        true,
                        each.dead() ? "Failed" : each.ip().isEmpty() ? "Pending" : "Running",
                        each.terminating(),
                        Optional.of(each.ip()).filter(ip -> !ip.isEmpty()),
                        Optional.empty(),
                        List.of()))
            .toList(),
        List.of());
  }

  private static Listing.Found found(ClusterIntent job, Thing thing) {
    return new Listing.Found(
        new ObjectView(
            new ObjectRef(thing.kind(), thing.name(), thing.uid()),
            "1",
            Part.of(thing.kind(), thing.name(), job.clusterName()),
            false,
            List.of(),
            thing.failed() ? Optional.of("BackoffLimitExceeded: pod failed") : Optional.empty(),
            false,
            Optional.empty(),
            Optional.of(thing.replicas()),
            true),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public void create(String namespace, ObjectNode manifest) {
    write(
        () -> {
          String key = key(manifest);
          if (things.containsKey(key))
            throw new KubernetesException(Kind.CONFLICT, key + " exists", null);
          put(manifest);
        });
  }

  @Override
  public void apply(String namespace, ObjectNode manifest) {
    write(
        () -> {
          Thing old = things.get(key(manifest));
          JsonNode uid = manifest.path("metadata").path("uid");
          if (uid.isString() && (old == null || !old.uid().equals(uid.asString())))
            throw new KubernetesException(Kind.CONFLICT, "uid mismatch", null);
          if (old == null) put(manifest);
          else if (old.kind().equals("Deployment"))
            things.put(old.key(), old.scaled(manifest.path("spec").path("replicas").asInt()));
        });
  }

  @Override
  public void scale(String namespace, ObjectRef deployment, int replicas) {
    write(
        () -> {
          Thing there = things.get(deployment.text());
          if (there == null)
            throw new KubernetesException(Kind.CONFLICT, deployment.text() + " is gone", null);
          things.put(there.key(), there.scaled(replicas));
        });
  }

  private void put(ObjectNode manifest) {
    JsonNode metadata = manifest.path("metadata");
    Thing thing =
        new Thing(
            manifest.path("kind").asString(),
            metadata.path("name").asString(),
            "uid-" + uids++,
            label(metadata.path("labels")),
            metadata.path("ownerReferences").path(0).path("uid").asString(""),
            false,
            manifest.path("spec").path("replicas").asInt(0));
    things.put(thing.key(), thing);
  }

  private static String label(JsonNode labels) {
    return labels.has(JobIntent.LABEL)
        ? labels.path(JobIntent.LABEL).asString()
        : labels.path(SessionIntent.LABEL).asString();
  }

  private static String key(ObjectNode manifest) {
    return manifest.path("kind").asString()
        + "/"
        + manifest.path("metadata").path("name").asString();
  }

  @Override
  public void delete(String namespace, ObjectRef object) {
    write(
        () -> {
          things.values().removeIf(each -> each.uid().equals(object.uid()));
          pods.computeIfPresent(object.uid(), (uid, pod) -> with(pod, pod.ip(), true, pod.dead()));
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

  private void write(Runnable change) {
    faults.maybeCrash();
    if (faults.oneIn(15)) throw lost("write");
    change.run();
    if (faults.oneIn(15)) throw lost("answer to a write");
    faults.maybeCrash();
  }

  private static KubernetesException lost(String what) {
    return new KubernetesException(Kind.UNAVAILABLE, "lost " + what, null);
  }
}
