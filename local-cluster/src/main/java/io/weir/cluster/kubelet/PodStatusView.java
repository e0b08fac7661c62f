package io.weir.cluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.weir.cluster.kubelet.PodDecision.Waiting;
import io.weir.cluster.kubelet.PodRuntime.ContainerRuntime;
import io.weir.cluster.kubelet.PodRuntime.Run;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pod's status as the API server is told it. Pure. */
final class PodStatusView {
  static final String HOST_IP = "127.0.0.1";

  private PodStatusView() {}

  static PodStatus of(Pod pod, PodRuntime runtime, Map<String, Waiting> waiting, Instant now) {
    PodPhase phase = PodPhase.of(pod, runtime);
    boolean initialized =
        pod.getSpec().getInitContainers().stream()
            .allMatch(init -> exit(runtime, init).map(Exit::succeeded).orElse(false));
    List<ContainerStatus> inits =
        pod.getSpec().getInitContainers().stream()
            .map(
                one -> init(container(one, runtime, waiting.get(one.getName()), "PodInitializing")))
            .toList();
    String notYet = initialized ? "ContainerCreating" : "PodInitializing";
    List<ContainerStatus> containers =
        pod.getSpec().getContainers().stream()
            .map(one -> container(one, runtime, waiting.get(one.getName()), notYet))
            .toList();
    boolean ready =
        phase == PodPhase.RUNNING && containers.stream().allMatch(ContainerStatus::getReady);
    PodStatus before = Optional.ofNullable(pod.getStatus()).orElseGet(PodStatus::new);

    PodStatusBuilder status =
        new PodStatusBuilder()
            .withPhase(phase.text)
            .withHostIP(HOST_IP)
            .addNewHostIP(HOST_IP)
            .withStartTime(Optional.ofNullable(before.getStartTime()).orElse(text(now)))
            .withQosClass(Optional.ofNullable(before.getQosClass()).orElse("Burstable"))
            .withInitContainerStatuses(inits)
            .withContainerStatuses(containers)
            .withConditions(conditions(before, phase, initialized, ready, runtime, now));
    runtime.ip().ifPresent(ip -> status.withPodIP(ip).addNewPodIP(ip));
    return status.build();
  }

  private static List<PodCondition> conditions(
      PodStatus before,
      PodPhase phase,
      boolean initialized,
      boolean ready,
      PodRuntime runtime,
      Instant now) {
    Optional<String> notReady =
        ready
            ? Optional.empty()
            : Optional.of(phase == PodPhase.SUCCEEDED ? "PodCompleted" : "ContainersNotReady");
    List<PodCondition> conditions = new ArrayList<>();
    // Flink's native resource manager accepts only pods that say they are scheduled.
    conditions.add(condition(before, "PodScheduled", true, Optional.empty(), now));
    conditions.add(
        condition(
            before, "PodReadyToStartContainers", runtime.ip().isPresent(), Optional.empty(), now));
    conditions.add(
        condition(
            before,
            "Initialized",
            initialized,
            initialized ? Optional.empty() : Optional.of("ContainersNotInitialized"),
            now));
    conditions.add(condition(before, "ContainersReady", ready, notReady, now));
    conditions.add(condition(before, "Ready", ready, notReady, now));
    return conditions;
  }

  private static PodCondition condition(
      PodStatus before, String type, boolean holds, Optional<String> reason, Instant now) {
    String status = holds ? "True" : "False";
    String since =
        before.getConditions().stream()
            .filter(one -> one.getType().equals(type) && status.equals(one.getStatus()))
            .map(PodCondition::getLastTransitionTime)
            .findFirst()
            .orElse(text(now));
    return new PodConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withReason(reason.orElse(null))
        .withLastTransitionTime(since)
        .build();
  }

  private static ContainerStatus container(
      Container container, PodRuntime runtime, Waiting waiting, String notYet) {
    Optional<ContainerRuntime> ran = runtime.container(container.getName());
    ContainerStatusBuilder status =
        new ContainerStatusBuilder()
            .withName(container.getName())
            .withImage(container.getImage())
            .withImageID("local/" + container.getImage())
            .withReady(false)
            .withStarted(false)
            .withRestartCount(0);
    if (ran.isEmpty()) {
      Waiting why = waiting == null ? new Waiting(notYet, "") : waiting;
      return status.withState(waiting(why)).build();
    }
    Run run = ran.get().current();
    boolean running = run.running();
    status
        .withRestartCount(run.number())
        .withContainerID("process://" + container.getName() + "/" + run.number())
        .withStarted(running && run.probes().started())
        .withReady(running && run.probes().started() && run.probes().ready());
    if (running) {
      status.withState(
          new ContainerStateBuilder()
              .withNewRunning()
              .withStartedAt(text(run.startedAt()))
              .endRunning()
              .build());
      ran.get().previous().ifPresent(previous -> status.withLastState(terminated(previous)));
    } else if (waiting != null) {
      status.withState(waiting(waiting)).withLastState(terminated(run));
    } else {
      status.withState(terminated(run));
      ran.get().previous().ifPresent(previous -> status.withLastState(terminated(previous)));
    }
    return status.build();
  }

  /** An init container that has done its work counts as ready. */
  private static ContainerStatus init(ContainerStatus status) {
    var terminated = status.getState().getTerminated();
    if (terminated != null && terminated.getExitCode() == 0) {
      status.setReady(true);
    }
    return status;
  }

  private static ContainerState waiting(Waiting why) {
    return new ContainerStateBuilder()
        .withNewWaiting(why.message().isEmpty() ? null : why.message(), why.reason())
        .build();
  }

  private static ContainerState terminated(Run run) {
    if (run.exit().isEmpty()) {
      return new ContainerState();
    }
    Exit exit = run.exit().get();
    return new ContainerStateBuilder()
        .withNewTerminated()
        .withExitCode(exit.code())
        .withReason(reason(exit))
        .withMessage(exit.message().isEmpty() ? null : exit.message())
        .withStartedAt(text(run.startedAt()))
        .withFinishedAt(text(exit.at()))
        .endTerminated()
        .build();
  }

  private static String reason(Exit exit) {
    return switch (exit.code()) {
      case 0 -> "Completed";
      case 255 -> "ContainerStatusUnknown";
      default -> "Error";
    };
  }

  private static Optional<Exit> exit(PodRuntime runtime, Container container) {
    return runtime.container(container.getName()).map(ContainerRuntime::current).flatMap(Run::exit);
  }

  /** Kubernetes writes times in whole seconds. */
  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
