package io.weir.cluster.contract;

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
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The cluster that the contract is checked against: the one of {@code -Dkubernetes=<kubeconfig>},
 * else an embedded API server started once for all classes. All tests share one namespace of a
 * random name, deleted at the end.
 */
public final class Cluster implements BeforeAllCallback, ParameterResolver {
  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(Cluster.class);

  /** The open cluster with the namespace of this run. */
  public record Opened(
      KubernetesClient client, RawHttp http, String namespace, boolean embedded, ApiServer server)
      implements AutoCloseable {
    @Override
    public void close() {
      client.namespaces().withName(namespace).delete();
      client.close();
      if (server != null) {
        server.close();
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    opened(context);
  }

  private static Opened opened(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(STORE)
        .getOrComputeIfAbsent(Opened.class, key -> open(), Opened.class);
  }

  private static Opened open() {
    String kubeconfig = System.getProperty("kubernetes", "");
    ApiServer server = kubeconfig.isEmpty() ? start() : null;
    Config config = server == null ? read(kubeconfig) : configOf(server);
    KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
    String namespace = "contract-" + UUID.randomUUID().toString().substring(0, 8);
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    return new Opened(client, new RawHttp(client), namespace, server != null, server);
  }

  /**
   * The configuration of a client of an embedded server, whatever the environment of the tests
   * says.
   */
  public static Config configOf(ApiServer server) {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(server.uri().toString())
        .withNamespace("default")
        .build();
  }

  private static Config read(String kubeconfig) {
    try {
      return Config.fromKubeconfig(Files.readString(Path.of(kubeconfig)));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "Expected -Dkubernetes to name a kubeconfig, but: " + e.getMessage(), e);
    }
  }

  private static ApiServer start() {
    try {
      return ApiServer.start(
          Files.createTempDirectory("contract-"),
          new InetSocketAddress("127.0.0.1", 0),
          PodLogs.NONE);
    } catch (IOException e) {
      throw new IllegalStateException("Expected a temporary directory, but: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Opened.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return opened(context);
  }
}
