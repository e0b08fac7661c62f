package io.weir.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.weir.cluster.api.ApiServer;
import io.weir.cluster.controller.Controllers;
import io.weir.cluster.image.ImageTable;
import io.weir.cluster.image.Node;
import io.weir.cluster.image.PodClasses;
import io.weir.cluster.kubelet.ContainerLogs;
import io.weir.cluster.kubelet.Kubelet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * A whole Kubernetes in this process: API server, controllers and kubelet over one data directory.
 * Pods survive its end, however that comes, and are taken over by the next one.
 */
public final class LocalCluster implements AutoCloseable {
  private static final Duration POD_GRACE = Duration.ofSeconds(20);

  private final Path data;
  private final ApiServer server;
  private final KubernetesClient client;
  private final Controllers controllers;
  private final Kubelet kubelet;

  private LocalCluster(
      Path data,
      ApiServer server,
      KubernetesClient client,
      Controllers controllers,
      Kubelet kubelet) {
    this.data = data;
    this.server = server;
    this.client = client;
    this.controllers = controllers;
    this.kubelet = kubelet;
  }

  /**
   * Starts a cluster. When this returns, its API serves; pods of an earlier life run on.
   *
   * @throws IOException if the data directory or the table of images cannot be read or written
   * @throws IllegalArgumentException if the table of images is malformed
   */
  public static LocalCluster start(Settings settings) throws IOException {
    Files.createDirectories(settings.data());
    // Links resolved: a JVM sees its working directory so, and Flink compares paths as text.
    Path data = settings.data().toRealPath();
    ImageTable images = ImageTable.read(settings.images());
    Path podClasses = settings.cache().resolve("pod-classes.jar").toAbsolutePath();
    PodClasses.write(podClasses);

    Clock clock = Clock.systemUTC();
    ApiServer server =
        ApiServer.start(
            data.resolve("api"),
            new InetSocketAddress("127.0.0.1", RememberedPort.of(data, settings.port())),
            new ContainerLogs(data, clock));
    RememberedPort.remember(data, server.port());
    Path kubeconfig = Kubeconfig.write(data, server.uri());
    KubernetesClient client = client(server.uri());
    Node node =
        new Node(
            Path.of(System.getProperty("java.home")),
            Runtime.version().feature(),
            podClasses,
            server.uri(),
            kubeconfig);
    Kubelet kubelet = new Kubelet(client, data, images, node, settings.podPolicy(), clock);
    Controllers controllers = new Controllers(client, clock);
    kubelet.start();
    controllers.start();
    return new LocalCluster(data, server, client, controllers, kubelet);
  }

  /** Where the API is served. */
  public URI uri() {
    return server.uri();
  }

  /** Ends the cluster's own parts; pods go on. */
  @Override
  public void close() {
    controllers.close();
    kubelet.close();
    client.close();
    server.close();
  }

  /**
   * Ends the cluster and the processes of all its pods. The next start treats that as a reboot of
   * the machine.
   */
  public void closeWithPods() throws IOException, InterruptedException {
    close();
    Kubelet.stopPods(data, POD_GRACE);
  }

  private static KubernetesClient client(URI uri) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(Config.empty())
                .withMasterUrl(uri.toString())
                .withNamespace("default")
                .build())
        .build();
  }

  /** Runs a cluster until it is told to end. */
  public static void main(String[] args) throws Exception {
    System.exit(Program.run(args));
  }
}
