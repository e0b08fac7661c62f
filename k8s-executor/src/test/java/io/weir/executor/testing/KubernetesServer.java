package io.weir.executor.testing;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.weir.cluster.api.ApiServer;
import io.weir.cluster.api.PodLogs;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The API server that a class tests against, with a namespace of a random name for each test: the
 * server of {@code -Dkubernetes=<path of a kubeconfig>}, else an embedded one. To be registered in
 * a static field.
 */
public final class KubernetesServer
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private ApiServer embedded;
  private KubernetesClient client;
  private String namespace;

  /** How clients reach it; nothing is tried twice, and two seconds are enough for an answer. */
  public Config config() {
    return new ConfigBuilder(client.getConfiguration()).build();
  }

  /** Of this test alone. */
  public String namespace() {
    return namespace;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    String kubeconfig = System.getProperty("kubernetes", "");
    Config given;
    if (kubeconfig.isEmpty()) {
      embedded =
          ApiServer.start(
              Files.createTempDirectory("kubernetes-"),
              new InetSocketAddress("127.0.0.1", 0),
              PodLogs.NONE);
      given = new ConfigBuilder(Config.empty()).withMasterUrl(embedded.uri().toString()).build();
    } else {
      given = Config.fromKubeconfig(Path.of(kubeconfig).toFile());
    }
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(given)
                    .withRequestRetryBackoffLimit(0)
                    .withRequestTimeout(2_000)
                    .build())
            .build();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    namespace = "executor-" + UUID.randomUUID().toString().substring(0, 8);
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    client.namespaces().withName(namespace).delete();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (client != null) client.close();
    if (embedded != null) embedded.close();
  }
}
