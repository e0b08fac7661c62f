package io.weir.cluster.flink;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Flink application cluster of {@code flink/application.yaml}. */
final class CountingCluster {
  static final String NAMESPACE = "demo";
  static final String JOB_ID = "000000000000000000000000000000aa";

  private CountingCluster() {}

  /**
   * Creates it.
   *
   * @param highlyAvailable whether Flink keeps its progress in the API server, and its JobManager
   *     is started again
   */
  static List<HasMetadata> apply(KubernetesClient client, Path storage, boolean highlyAvailable)
      throws IOException {
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
    String yaml;
    try (InputStream template =
        CountingCluster.class.getResourceAsStream("/flink/application.yaml")) {
      yaml = new String(template.readAllBytes(), StandardCharsets.UTF_8);
    }
    Map<String, String> values =
        Map.of(
            "storage",
            storage.toString(),
            "ha",
            highlyAvailable ? "kubernetes" : "NONE",
            "namespace",
            NAMESPACE,
            "backoffLimit",
            highlyAvailable ? "100" : "0",
            "restartPolicy",
            highlyAvailable ? "OnFailure" : "Never",
            "jar",
            Path.of("test-job/target/test-job.jar").toAbsolutePath().toString(),
            "jobId",
            JOB_ID,
            "rpcAddress",
            highlyAvailable ? "$(POD_IP)" : "counting-jobmanager");
    for (Map.Entry<String, String> value : values.entrySet()) {
      yaml = yaml.replace("${" + value.getKey() + "}", value.getValue());
    }
    return client
        .resourceList(
            client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).items())
        .inNamespace(NAMESPACE)
        .serverSideApply();
  }

  static Pod pod(KubernetesClient client, String component) {
    return client
        .pods()
        .inNamespace(NAMESPACE)
        .withLabel("component", component)
        .list()
        .getItems()
        .getFirst();
  }

  static FlinkRest rest(KubernetesClient client) {
    return new FlinkRest(pod(client, "jobmanager").getStatus().getPodIP());
  }

  /** The process of a pod's main container. */
  static ProcessHandle process(Path data, Pod pod) throws IOException {
    int run = pod.getStatus().getContainerStatuses().getFirst().getRestartCount();
    try (Stream<Path> pods = Files.list(data.resolve("pods"))) {
      Path directory =
          pods.filter(path -> path.toString().endsWith(pod.getMetadata().getUid()))
              .findFirst()
              .orElseThrow();
      String pid =
          Files.readString(directory.resolve("containers/flink-main-container/" + run + "/pid"));
      return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }
  }
}
