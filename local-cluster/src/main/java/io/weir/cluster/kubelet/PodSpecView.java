package io.weir.cluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.stream.Stream;

/** Questions about a pod's spec. */
final class PodSpecView {
  private PodSpecView() {}

  /** Init containers, then the others. */
  static List<Container> allContainers(Pod pod) {
    return Stream.concat(
            pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
        .toList();
  }

  /**
   * The container of that name.
   *
   * @throws IllegalStateException if the pod has none
   */
  static Container container(Pod pod, String name) {
    return allContainers(pod).stream()
        .filter(container -> container.getName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Expected container %s in pod %s, but it has none of that name"
                        .formatted(name, pod.getMetadata().getName())));
  }

  static boolean fallsBackToLog(Container container) {
    return "FallbackToLogsOnError".equals(container.getTerminationMessagePolicy());
  }
}
