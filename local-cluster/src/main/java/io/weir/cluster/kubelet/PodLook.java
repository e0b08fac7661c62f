package io.weir.cluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.weir.cluster.kubelet.PodDecision.Waiting;
import io.weir.cluster.kubelet.PodRuntime.ContainerRuntime;
import io.weir.cluster.kubelet.PodRuntime.Problem;
import io.weir.cluster.loop.KeyedLoop;
import io.weir.cluster.record.EventRecorder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** One look at one pod: observe, decide, act, report. */
final class PodLook implements KeyedLoop.Look<String> {
  private static final int MOST_ROUNDS = 50;
  private static final Duration AFTER_KILL = Duration.ofMillis(500);

  private final Path pods;
  private final PodApi api;
  private final ContainerStarter starter;
  private final ProbeBoard probes;
  private final PodObserver observer;
  private final Sandboxes sandboxes;
  private final EventRecorder events;
  private final KubeletPolicy policy;
  private final Clock clock;
  private final Consumer<String> look;
  private final Map<String, Problem> problems = new ConcurrentHashMap<>();
  private final Set<ContainerRun> watched = ConcurrentHashMap.newKeySet();

  PodLook(
      Path pods,
      PodApi api,
      ContainerStarter starter,
      ProbeBoard probes,
      Sandboxes sandboxes,
      EventRecorder events,
      KubeletPolicy policy,
      Clock clock,
      Consumer<String> look) {
    this.pods = pods;
    this.api = api;
    this.starter = starter;
    this.probes = probes;
    this.observer = new PodObserver(probes::results);
    this.sandboxes = sandboxes;
    this.events = events;
    this.policy = policy;
    this.clock = clock;
    this.look = look;
  }

  @Override
  public Optional<Duration> at(String uid) throws Exception {
    Optional<Pod> known = api.byUid(uid);
    if (known.isEmpty()) {
      sandboxes.discard(uid);
      problems.remove(uid);
      return Optional.empty();
    }
    Pod pod = known.get();
    PodDirectory directory = PodDirectory.of(pods, pod);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      PodRuntime runtime = observer.observe(pod, directory, Optional.ofNullable(problems.get(uid)));
      attend(pod, directory, runtime);
      PodDecision decision = PodDecider.decide(pod, runtime, clock.instant(), policy);
      if (decision.actions().isEmpty()) {
        report(pod, runtime, decision);
        return decision.lookAgainIn();
      }
      for (PodAction action : decision.actions()) {
        switch (action) {
          case PodAction.Bind bind -> {
            pod = api.bind(pod);
            events.record(
                pod,
                EventRecorder.Type.NORMAL,
                "Scheduled",
                "Successfully assigned %s/%s to %s"
                    .formatted(namespace(pod), name(pod), Kubelet.NODE));
          }
          case PodAction.PrepareSandbox prepare -> sandboxes.prepare(pod, directory);
          case PodAction.StartContainer start -> start(pod, directory, start);
          case PodAction.Terminate terminate -> {
            events.record(
                pod,
                EventRecorder.Type.NORMAL,
                "Killing",
                "Stopping container %s: %s".formatted(terminate.container(), terminate.reason()));
            directory.run(terminate.container(), terminate.number()).terminate(terminate.reason());
          }
          case PodAction.Kill kill -> {
            directory.run(kill.container(), kill.number()).kill();
            // Its end comes as an event; this is for a process that not even SIGKILL ends at once.
            return Optional.of(AFTER_KILL);
          }
          case PodAction.Remove remove -> {
            report(pod, runtime, decision);
            forgetProbes(pod, runtime);
            api.remove(pod);
            return Optional.empty();
          }
        }
      }
    }
    throw new IllegalStateException(
        "Expected pod %s/%s to come to rest within %d rounds, but it goes on: this is a bug"
            .formatted(namespace(pod), name(pod), MOST_ROUNDS));
  }

  private void start(Pod pod, PodDirectory directory, PodAction.StartContainer start)
      throws IOException {
    String uid = pod.getMetadata().getUid();
    Container container = PodSpecView.container(pod, start.container());
    ContainerRun run = directory.run(start.container(), start.number());
    try {
      String ip = PodObserver.ip(directory).orElseThrow();
      watch(uid, run, starter.start(pod, container, directory, ip, run, start.streak()));
      problems.remove(uid);
      sandboxes.forgetOldRuns(directory, start.container(), start.number());
      probes.forget(new ProbeBoard.Target(uid, start.container(), start.number() - 1));
      events.record(
          pod, EventRecorder.Type.NORMAL, "Started", "Started container " + start.container());
    } catch (CannotStart missing) {
      Problem problem =
          new Problem(start.container(), missing.reason(), missing.getMessage(), clock.instant());
      Problem before = problems.put(uid, problem);
      if (before == null || !before.message().equals(problem.message())) {
        events.record(pod, EventRecorder.Type.WARNING, missing.reason(), missing.getMessage());
      }
    }
  }

  /** Makes sure that ends and probes of all running containers reach us, after a restart too. */
  private void attend(Pod pod, PodDirectory directory, PodRuntime runtime) {
    String uid = pod.getMetadata().getUid();
    for (Map.Entry<String, ContainerRuntime> entry : runtime.containers().entrySet()) {
      PodRuntime.Run current = entry.getValue().current();
      ProbeBoard.Target target = new ProbeBoard.Target(uid, entry.getKey(), current.number());
      if (!current.running()) {
        probes.forget(target);
        continue;
      }
      ContainerRun run = directory.run(entry.getKey(), current.number());
      if (!watched.contains(run)) {
        run.shim().ifPresent(shim -> watch(uid, run, shim.onExit()));
      }
      Container container = PodSpecView.container(pod, entry.getKey());
      String ip = runtime.ip().orElseThrow();
      probes.watch(
          target,
          container,
          ip,
          current.startedAt(),
          wasReady(pod, entry.getKey(), current.number()),
          () -> starter.launch(pod, container, directory, ip, run));
    }
  }

  private static boolean wasReady(Pod pod, String container, int run) {
    return Optional.ofNullable(pod.getStatus()).map(PodStatus::getContainerStatuses).stream()
        .flatMap(Collection::stream)
        .anyMatch(
            status ->
                status.getName().equals(container)
                    && status.getRestartCount() == run
                    && status.getState() != null
                    && status.getState().getRunning() != null
                    && Boolean.TRUE.equals(status.getReady()));
  }

  private void watch(String uid, ContainerRun run, CompletableFuture<?> end) {
    if (watched.add(run)) {
      end.thenRun(
          () -> {
            watched.remove(run);
            look.accept(uid);
          });
    }
  }

  private void forgetProbes(Pod pod, PodRuntime runtime) {
    runtime
        .containers()
        .forEach(
            (name, container) ->
                probes.forget(
                    new ProbeBoard.Target(
                        pod.getMetadata().getUid(), name, container.current().number())));
  }

  private void report(Pod pod, PodRuntime runtime, PodDecision decision) {
    for (Map.Entry<String, Waiting> waiting : decision.waiting().entrySet()) {
      if (waiting.getValue().reason().equals("CrashLoopBackOff")) {
        events.record(pod, EventRecorder.Type.WARNING, "BackOff", waiting.getValue().message());
      }
    }
    if (pod.getSpec().getNodeName() != null) {
      PodStatus status = PodStatusView.of(pod, runtime, decision.waiting(), clock.instant());
      if (!status.equals(pod.getStatus())) {
        api.report(pod, status);
      }
    }
  }

  private static String namespace(Pod pod) {
    return pod.getMetadata().getNamespace();
  }

  private static String name(Pod pod) {
    return pod.getMetadata().getName();
  }
}
