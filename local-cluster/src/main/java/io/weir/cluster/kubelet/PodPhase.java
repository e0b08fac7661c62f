package io.weir.cluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.weir.cluster.kubelet.PodRuntime.ContainerRuntime;
import io.weir.cluster.kubelet.PodRuntime.Run;
import java.util.List;
import java.util.Optional;

/** The five words for a pod's life, by the rules of Kubernetes. */
enum PodPhase {
  /** Not all containers have been started. */
  PENDING("Pending"),
  /** At least one container runs, or will run again. */
  RUNNING("Running"),
  /** All containers ended well, for good. */
  SUCCEEDED("Succeeded"),
  /** All containers ended for good, at least one badly. */
  FAILED("Failed");

  final String text;

  PodPhase(String text) {
    this.text = text;
  }

  boolean isFinal() {
    return this == SUCCEEDED || this == FAILED;
  }

  static PodPhase of(Pod pod, PodRuntime runtime) {
    for (Container init : pod.getSpec().getInitContainers()) {
      Optional<Exit> exit = exit(runtime, init);
      if (exit.isEmpty() || !exit.get().succeeded()) {
        boolean over = exit.isPresent() && !restarts(pod, exit.get());
        return over ? FAILED : PENDING;
      }
    }
    List<Container> containers = pod.getSpec().getContainers();
    if (containers.stream().anyMatch(one -> runtime.container(one.getName()).isEmpty())) {
      return PENDING;
    }
    boolean allOver =
        containers.stream()
            .allMatch(one -> exit(runtime, one).filter(exit -> !restarts(pod, exit)).isPresent());
    if (!allOver) {
      // A pod under deletion restarts nothing any more.
      boolean deleted = pod.getMetadata().getDeletionTimestamp() != null;
      boolean allEnded = containers.stream().allMatch(one -> exit(runtime, one).isPresent());
      if (!deleted || !allEnded) {
        return RUNNING;
      }
    }
    return containers.stream().allMatch(one -> exit(runtime, one).orElseThrow().succeeded())
        ? SUCCEEDED
        : FAILED;
  }

  /** Whether a container (of whichever kind) that ended so is started again. */
  static boolean restarts(Pod pod, Exit exit) {
    String policy = Optional.ofNullable(pod.getSpec().getRestartPolicy()).orElse("Always");
    return switch (policy) {
      case "Never" -> false;
      case "OnFailure" -> !exit.succeeded();
      default -> true;
    };
  }

  private static Optional<Exit> exit(PodRuntime runtime, Container container) {
    return runtime.container(container.getName()).map(ContainerRuntime::current).flatMap(Run::exit);
  }
}
