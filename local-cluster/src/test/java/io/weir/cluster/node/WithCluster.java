package io.weir.cluster.node;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.weir.cluster.LocalCluster;
import io.weir.cluster.Settings;
import io.weir.cluster.kubelet.KubeletPolicy;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** One cluster per class, one namespace per test. */
abstract class WithCluster {
  @TempDir static Path directory;
  static KubernetesClient client;
  private static LocalCluster cluster;
  String namespace;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster =
        LocalCluster.start(
            new Settings(
                directory.resolve("data"),
                directory.resolve("cache"),
                0,
                Path.of("src/test/resources/images.yaml"),
                KubeletPolicy.withBackOff(Duration.ofMillis(100)),
                false));
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(Config.empty()).withMasterUrl(cluster.uri().toString()).build())
            .build();
  }

  @AfterAll
  static void stopCluster() throws Exception {
    client.close();
    cluster.closeWithPods();
  }

  @BeforeEach
  void newNamespace(TestInfo test) {
    namespace = "t-" + Integer.toHexString(test.getDisplayName().hashCode());
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
  }

  /** Creates what the YAML says, in the test's namespace. */
  List<HasMetadata> create(String yaml) {
    return client
        .resourceList(
            client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).items())
        .inNamespace(namespace)
        .create();
  }

  Pod awaitPod(String name, String what, Predicate<Pod> condition) {
    return await(what)
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> client.pods().inNamespace(namespace).withName(name).get(),
            pod -> pod != null && condition.test(pod));
  }

  Pod awaitPhase(String name, String phase) {
    return awaitPod(
        name,
        name + " is " + phase,
        pod -> pod.getStatus() != null && phase.equals(pod.getStatus().getPhase()));
  }

  List<Pod> pods() {
    return client.pods().inNamespace(namespace).list().getItems();
  }

  /** All that a failure may be explained by. */
  String state() {
    return Serialization.asYaml(client.batch().v1().jobs().inNamespace(namespace).list().getItems())
        + Serialization.asYaml(pods())
        + Serialization.asYaml(client.v1().events().inNamespace(namespace).list().getItems());
  }

  static boolean ready(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(one -> one.getType().equals("Ready") && "True".equals(one.getStatus()));
  }
}
