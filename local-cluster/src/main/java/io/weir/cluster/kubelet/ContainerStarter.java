package io.weir.cluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.weir.cluster.image.CommandLine;
import io.weir.cluster.image.FlinkConfiguration;
import io.weir.cluster.image.Image;
import io.weir.cluster.image.ImageTable;
import io.weir.cluster.image.Launch;
import io.weir.cluster.image.LaunchRequest;
import io.weir.cluster.image.Node;
import io.weir.cluster.image.PathMapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** From a container's spec to its running process. */
final class ContainerStarter {
  private final ImageTable images;
  private final Node node;
  private final Path claims;
  private final Sources sources;

  ContainerStarter(ImageTable images, Node node, Path claims, Sources sources) {
    this.images = images;
    this.node = node;
    this.claims = claims;
    this.sources = sources;
  }

  /**
   * Starts one run.
   *
   * @return done when the run is over
   * @throws CannotStart if something that it needs is not there (yet)
   */
  CompletableFuture<?> start(
      Pod pod, Container container, PodDirectory directory, String ip, ContainerRun run, int streak)
      throws IOException, CannotStart {
    Launch launch = launch(pod, container, directory, ip, run);
    return run.start(launch, streak);
  }

  /** The process that a container stands for; also what its exec probes run in. */
  Launch launch(Pod pod, Container container, PodDirectory directory, String ip, ContainerRun run)
      throws IOException, CannotStart {
    Image image =
        images
            .find(container.getImage())
            .orElseThrow(
                () ->
                    new CannotStart(
                        "ErrImagePull",
                        "the local cluster has no image %s: use one of %s, or add it to the table of images"
                            .formatted(container.getImage(), images.names())));
    PathMapping paths =
        new ContainerFiles(pod, container, directory, claims, sources).layOut(image, run);
    LaunchRequest request =
        new LaunchRequest(
            pod.getMetadata().getName(),
            ip,
            container.getCommand(),
            container.getArgs(),
            Optional.ofNullable(container.getWorkingDir()).filter(dir -> !dir.isEmpty()),
            ContainerEnvironment.of(pod, container, ip, sources),
            paths,
            directory.root(container.getName()),
            directory.tmp(),
            directory.hosts(),
            memoryLimit(container),
            cpuLimit(container),
            image instanceof Image.Flink ? flinkConfiguration(paths) : Map.of());
    try {
      return CommandLine.of(image, request, node);
    } catch (IllegalArgumentException impossible) {
      throw new CannotStart("CreateContainerError", impossible.getMessage());
    }
  }

  private static Map<String, String> flinkConfiguration(PathMapping paths)
      throws IOException, CannotStart {
    Path conf = paths.resolve("/opt/flink/conf");
    Path file = conf.resolve("config.yaml");
    Path textFile = conf.resolve("flink-conf.yaml");
    if (Files.exists(textFile)) {
      return FlinkConfiguration.lines(Files.readString(textFile));
    }
    if (!Files.exists(file)) {
      // The image's own configuration, for pods that bring none.
      Files.createDirectories(conf);
      Files.writeString(file, "");
      Files.writeString(
          conf.resolve("log4j-console.properties"),
          """
          rootLogger.level = INFO
          rootLogger.appenderRef.console.ref = Console
          appender.console.name = Console
          appender.console.type = CONSOLE
          appender.console.layout.type = PatternLayout
          appender.console.layout.pattern = %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-60c %x - %m%n
          """);
    }
    try {
      return FlinkConfiguration.flatten(Files.readString(file));
    } catch (IllegalArgumentException malformed) {
      throw new CannotStart("CreateContainerConfigError", malformed.getMessage());
    }
  }

  private static OptionalLong memoryLimit(Container container) {
    return limit(container, "memory")
        .map(quantity -> OptionalLong.of(quantity.getNumericalAmount().longValue()))
        .orElse(OptionalLong.empty());
  }

  private static OptionalDouble cpuLimit(Container container) {
    return limit(container, "cpu")
        .map(quantity -> OptionalDouble.of(quantity.getNumericalAmount().doubleValue()))
        .orElse(OptionalDouble.empty());
  }

  private static Optional<Quantity> limit(Container container, String resource) {
    return Optional.ofNullable(container.getResources())
        .flatMap(
            resources ->
                Optional.ofNullable(resources.getLimits())
                    .map(limits -> limits.get(resource))
                    .or(
                        () ->
                            Optional.ofNullable(resources.getRequests())
                                .map(requests -> requests.get(resource))));
  }
}
