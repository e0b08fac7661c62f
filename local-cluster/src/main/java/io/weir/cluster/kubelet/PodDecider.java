package io.weir.cluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.weir.cluster.kubelet.PodDecision.Waiting;
import io.weir.cluster.kubelet.PodRuntime.ContainerRuntime;
import io.weir.cluster.kubelet.PodRuntime.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a pod needs next, from what it should be and how it stands. Pure. */
final class PodDecider {
  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(30);

  private final Pod pod;
  private final PodRuntime runtime;
  private final Instant now;
  private final KubeletPolicy policy;
  private final List<PodAction> actions = new ArrayList<>();
  private final Map<String, Waiting> waiting = new HashMap<>();
  private Optional<Duration> lookAgainIn = Optional.empty();

  private PodDecider(Pod pod, PodRuntime runtime, Instant now, KubeletPolicy policy) {
    this.pod = pod;
    this.runtime = runtime;
    this.now = now;
    this.policy = policy;
  }

  static PodDecision decide(Pod pod, PodRuntime runtime, Instant now, KubeletPolicy policy) {
    PodDecider decider = new PodDecider(pod, runtime, now, policy);
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      decider.end();
    } else if (pod.getSpec().getNodeName() == null) {
      decider.actions.add(new PodAction.Bind());
    } else if (!PodPhase.of(pod, runtime).isFinal()) {
      decider.run();
    }
    return new PodDecision(decider.actions, decider.waiting, decider.lookAgainIn);
  }

  /** The pod is being deleted: we wait for every process to end, then let it go. */
  private void end() {
    boolean anyRuns = false;
    for (Map.Entry<String, ContainerRuntime> container : runtime.containers().entrySet()) {
      Run run = container.getValue().current();
      if (run.running()) {
        anyRuns = true;
        stop(container.getKey(), run, "pod is being deleted", grace());
      }
    }
    if (!anyRuns) {
      actions.add(new PodAction.Remove());
    }
  }

  private void run() {
    if (runtime.ip().isEmpty()) {
      actions.add(new PodAction.PrepareSandbox());
      return;
    }
    if (runtime.problem().isPresent()) {
      PodRuntime.Problem problem = runtime.problem().get();
      Duration left = Duration.between(now, problem.at().plus(policy.problemRetry()));
      waiting.put(problem.container(), new Waiting(problem.reason(), problem.message()));
      if (left.isPositive()) {
        // We wait for what is missing, or for the next try.
        lookAgain(left);
        return;
      }
    }
    for (Container init : pod.getSpec().getInitContainers()) {
      Optional<Run> run = runtime.container(init.getName()).map(ContainerRuntime::current);
      boolean done = run.flatMap(Run::exit).map(Exit::succeeded).orElse(false);
      if (!done) {
        // We wait for this one; those after it and the pod's own wait for us.
        keepRunning(init, run);
        return;
      }
    }
    for (Container container : pod.getSpec().getContainers()) {
      keepRunning(container, runtime.container(container.getName()).map(ContainerRuntime::current));
    }
  }

  private void keepRunning(Container container, Optional<Run> newest) {
    String name = container.getName();
    if (newest.isEmpty()) {
      actions.add(new PodAction.StartContainer(name, 0, 0));
      return;
    }
    Run run = newest.get();
    if (run.exit().isPresent()) {
      if (PodPhase.restarts(pod, run.exit().get())) {
        restart(name, run, run.exit().get());
      }
    } else if (run.probes().failing().isPresent()) {
      stop(name, run, run.probes().failing().get(), grace());
    }
  }

  private void restart(String name, Run run, Exit exit) {
    int streak = policy.nextStreak(run.streak(), Duration.between(run.startedAt(), exit.at()));
    Duration delay = policy.delay(streak);
    Duration left = Duration.between(now, exit.at().plus(delay));
    if (left.isPositive()) {
      waiting.put(
          name,
          new Waiting(
              "CrashLoopBackOff",
              "back-off %ds restarting failed container=%s pod=%s_%s(%s)"
                  .formatted(
                      delay.toSeconds(),
                      name,
                      pod.getMetadata().getName(),
                      pod.getMetadata().getNamespace(),
                      pod.getMetadata().getUid())));
      lookAgain(left);
    } else {
      actions.add(new PodAction.StartContainer(name, run.number() + 1, streak));
    }
  }

  private void stop(String name, Run run, String reason, Duration grace) {
    if (run.termSentAt().isEmpty()) {
      actions.add(new PodAction.Terminate(name, run.number(), reason));
      lookAgain(grace);
      return;
    }
    Duration left = Duration.between(now, run.termSentAt().get().plus(grace));
    if (left.isPositive()) {
      lookAgain(left);
    } else {
      actions.add(new PodAction.Kill(name, run.number()));
    }
  }

  private void lookAgain(Duration in) {
    lookAgainIn =
        lookAgainIn.filter(earlier -> earlier.compareTo(in) <= 0).or(() -> Optional.of(in));
  }

  private Duration grace() {
    Long deletion = pod.getMetadata().getDeletionGracePeriodSeconds();
    if (pod.getMetadata().getDeletionTimestamp() != null && deletion != null) {
      return Duration.ofSeconds(deletion);
    }
    Long specified = pod.getSpec().getTerminationGracePeriodSeconds();
    return specified == null ? DEFAULT_GRACE : Duration.ofSeconds(specified);
  }
}
