package io.weir.cluster.kubelet;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The directories and addresses of all pods of this node. */
final class Sandboxes {
  private final Path pods;
  private final IpPool addresses;
  private final Supplier<Collection<Service>> services;
  private final Supplier<Collection<Endpoints>> endpoints;

  /**
   * @param services all services as now known
   * @param endpoints all endpoints as now known
   */
  Sandboxes(
      Path pods,
      IpPool addresses,
      Supplier<Collection<Service>> services,
      Supplier<Collection<Endpoints>> endpoints) {
    this.pods = pods;
    this.addresses = addresses;
    this.services = services;
    this.endpoints = endpoints;
  }

  /** Takes over what an earlier kubelet left: its pods keep their addresses. */
  List<PodDirectory> adopt() throws IOException {
    List<PodDirectory> all = all(pods);
    for (PodDirectory directory : all) {
      PodObserver.ip(directory).ifPresent(addresses::keep);
    }
    return all;
  }

  void prepare(Pod pod, PodDirectory directory) throws IOException {
    Files.createDirectories(directory.tmp());
    Files.createDirectories(directory.containers());
    String ip = addresses.take();
    Files.writeString(
        directory.hosts(),
        hosts(pod.getMetadata().getNamespace(), pod.getMetadata().getName(), ip));
    PodDirectory.writeWhole(directory.ip(), ip);
  }

  /** Brings the hosts files of all pods up to date. */
  void refreshHosts() throws IOException {
    for (PodDirectory directory : all(pods)) {
      String ip = PodObserver.ip(directory).orElse(null);
      if (ip != null) {
        String text = hosts(directory.namespace(), directory.name(), ip);
        if (!text.equals(Files.readString(directory.hosts()))) {
          PodDirectory.writeWhole(directory.hosts(), text);
        }
      }
    }
  }

  /** Ends and removes what is left of a pod that the API server does not know any more. */
  void discard(String uid) throws IOException {
    for (PodDirectory directory : all(pods)) {
      if (directory.uid().equals(uid)) {
        for (ContainerRun run : newestRuns(directory)) {
          run.kill();
        }
        String ip = PodObserver.ip(directory).orElse(null);
        directory.delete();
        if (ip != null) {
          addresses.giveBack(ip);
        }
      }
    }
  }

  /** Keeps the newest run and the one before. */
  void forgetOldRuns(PodDirectory directory, String container, int newest) throws IOException {
    if (newest >= 2) {
      PodDirectory.deleteTree(directory.run(container, newest - 2).path());
    }
  }

  /** The newest run of each container of a pod. */
  static List<ContainerRun> newestRuns(PodDirectory directory) throws IOException {
    if (!Files.isDirectory(directory.containers())) {
      return List.of();
    }
    try (Stream<Path> containers = Files.list(directory.containers())) {
      List<String> names = containers.map(path -> path.getFileName().toString()).toList();
      List<ContainerRun> runs = new ArrayList<>();
      for (String name : names) {
        OptionalInt newest = PodObserver.newestRun(directory, name);
        if (newest.isPresent()) {
          runs.add(directory.run(name, newest.getAsInt()));
        }
      }
      return runs;
    }
  }

  /** The directories of all pods under a path. */
  static List<PodDirectory> all(Path pods) throws IOException {
    if (!Files.isDirectory(pods)) {
      return List.of();
    }
    try (Stream<Path> directories = Files.list(pods)) {
      return directories.filter(Files::isDirectory).map(PodDirectory::new).toList();
    }
  }

  private String hosts(String namespace, String name, String ip) {
    Map<String, Endpoints> byKey =
        endpoints.get().stream()
            .collect(
                Collectors.toMap(
                    one -> one.getMetadata().getNamespace() + "/" + one.getMetadata().getName(),
                    one -> one,
                    (one, other) -> one));
    return HostsFile.render(namespace, name, ip, services.get(), byKey);
  }
}
