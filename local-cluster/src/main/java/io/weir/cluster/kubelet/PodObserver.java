package io.weir.cluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.weir.cluster.kubelet.PodRuntime.ContainerRuntime;
import io.weir.cluster.kubelet.PodRuntime.ProbeResults;
import io.weir.cluster.kubelet.PodRuntime.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads from disk and process table how a pod stands. Changes nothing. */
final class PodObserver {
  /** What the probes say about a run. */
  interface ProbeReadings {
    ProbeResults of(ProbeBoard.Target target, Container container);
  }

  private final ProbeReadings probes;

  PodObserver(ProbeReadings probes) {
    this.probes = probes;
  }

  PodRuntime observe(Pod pod, PodDirectory directory, Optional<PodRuntime.Problem> problem)
      throws IOException {
    Map<String, ContainerRuntime> containers = new HashMap<>();
    for (Container container : PodSpecView.allContainers(pod)) {
      OptionalInt newest = newestRun(directory, container.getName());
      if (newest.isPresent()) {
        Run current = run(pod, directory, container, newest.getAsInt());
        Optional<Run> previous = Optional.empty();
        int before = newest.getAsInt() - 1;
        if (before >= 0 && directory.run(container.getName(), before).exists()) {
          previous = Optional.of(run(pod, directory, container, before));
        }
        containers.put(container.getName(), new ContainerRuntime(current, previous));
      }
    }
    return new PodRuntime(ip(directory), problem, containers);
  }

  /** The address that the pod was given, if it was. */
  static Optional<String> ip(PodDirectory directory) throws IOException {
    return Files.exists(directory.ip())
        ? Optional.of(Files.readString(directory.ip()).strip())
        : Optional.empty();
  }

  /** The number of a container's newest run, if it ever ran. */
  static OptionalInt newestRun(PodDirectory directory, String container) throws IOException {
    Path runs = directory.container(container);
    if (!Files.isDirectory(runs)) {
      return OptionalInt.empty();
    }
    try (Stream<Path> entries = Files.list(runs)) {
      return entries
          .filter(entry -> entry.getFileName().toString().chars().allMatch(Character::isDigit))
          .map(ContainerRun::new)
          .filter(ContainerRun::exists)
          .mapToInt(ContainerRun::number)
          .max();
    }
  }

  private Run run(Pod pod, PodDirectory directory, Container container, int number)
      throws IOException {
    ContainerRun run = directory.run(container.getName(), number);
    return new Run(
        number,
        run.streak(),
        run.startedAt(),
        run.termSentAt(),
        run.exit(PodSpecView.fallsBackToLog(container)),
        probes.of(
            new ProbeBoard.Target(pod.getMetadata().getUid(), container.getName(), number),
            container));
  }
}
