package io.weir.cluster.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.weir.cluster.LocalCluster;
import io.weir.cluster.Settings;
import io.weir.cluster.kubelet.KubeletPolicy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationClusterTest {
  @TempDir Path directory;

  @Test
  void runsAJobTakesASavepointShowsItsLogAndLeavesNothingBehind() throws Exception {
    Path storage = Files.createDirectory(directory.resolve("storage"));
    Settings settings =
        new Settings(
            directory.resolve("data"),
            Path.of("target/pod-cache"),
            0,
            Path.of("images/table.yaml"),
            KubeletPolicy.standard(),
            false);
    LocalCluster cluster = LocalCluster.start(settings);
    try (KubernetesClient client = client(cluster.uri())) {
      long before = System.nanoTime();
      CountingCluster.apply(client, storage, false);
      await("the job runs")
          .atMost(Duration.ofSeconds(90))
          .ignoreExceptions()
          .until(
              () -> CountingCluster.rest(client).state(CountingCluster.JOB_ID).equals("RUNNING"));
      System.out.printf(
          "From applied to RUNNING: %d ms%n", (System.nanoTime() - before) / 1_000_000);

      assertThat(savepoint(CountingCluster.rest(client), storage)).exists();
      assertThat(log(client)).contains("Completed checkpoint");
      removesAllWithTheirOwner(client);
    } finally {
      cluster.closeWithPods();
    }
  }

  private static Path savepoint(FlinkRest rest, Path storage) throws Exception {
    String trigger =
        rest.post(
                "/jobs/" + CountingCluster.JOB_ID + "/savepoints",
                "{\"target-directory\":\"file://%s/savepoints\"}".formatted(storage))
            .path("request-id")
            .asText();
    JsonNode done =
        await("the savepoint is complete")
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> rest.get("/jobs/" + CountingCluster.JOB_ID + "/savepoints/" + trigger),
                answer -> answer.path("status").path("id").asText().equals("COMPLETED"));
    return Path.of(URI.create(done.path("operation").path("location").asText()));
  }

  private static String log(KubernetesClient client) {
    return client
        .pods()
        .inNamespace(CountingCluster.NAMESPACE)
        .withName(CountingCluster.pod(client, "jobmanager").getMetadata().getName())
        .inContainer("flink-main-container")
        .getLog();
  }

  /** All of the cluster is made to belong to its service, and the service deleted. */
  private void removesAllWithTheirOwner(KubernetesClient client) throws Exception {
    var service =
        client
            .services()
            .inNamespace(CountingCluster.NAMESPACE)
            .withName("counting-jobmanager")
            .get();
    var owner =
        new OwnerReferenceBuilder()
            .withApiVersion("v1")
            .withKind("Service")
            .withName(service.getMetadata().getName())
            .withUid(service.getMetadata().getUid())
            .build();
    client
        .batch()
        .v1()
        .jobs()
        .inNamespace(CountingCluster.NAMESPACE)
        .withName("counting-jobmanager")
        .edit(
            job -> {
              job.getMetadata().setOwnerReferences(List.of(owner));
              return job;
            });
    client
        .apps()
        .deployments()
        .inNamespace(CountingCluster.NAMESPACE)
        .withName("counting-taskmanager")
        .edit(
            deployment -> {
              deployment.getMetadata().setOwnerReferences(List.of(owner));
              return deployment;
            });
    client
        .configMaps()
        .inNamespace(CountingCluster.NAMESPACE)
        .withName("counting-config")
        .edit(
            map -> {
              map.getMetadata().setOwnerReferences(List.of(owner));
              return map;
            });
    List<ProcessHandle> processes =
        List.of(
            process(CountingCluster.pod(client, "jobmanager")),
            process(CountingCluster.pod(client, "taskmanager")));

    client.resource(service).delete();

    await("everything that belonged to the service is gone")
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              var namespace = CountingCluster.NAMESPACE;
              assertThat(client.pods().inNamespace(namespace).list().getItems()).isEmpty();
              assertThat(client.batch().v1().jobs().inNamespace(namespace).list().getItems())
                  .isEmpty();
              assertThat(client.apps().deployments().inNamespace(namespace).list().getItems())
                  .isEmpty();
              assertThat(client.apps().replicaSets().inNamespace(namespace).list().getItems())
                  .isEmpty();
              assertThat(client.configMaps().inNamespace(namespace).list().getItems()).isEmpty();
              assertThat(client.endpoints().inNamespace(namespace).list().getItems()).isEmpty();
              assertThat(processes).noneMatch(ProcessHandle::isAlive);
              assertThat(directory.resolve("data/pods")).isEmptyDirectory();
            });
  }

  private ProcessHandle process(Pod pod) throws Exception {
    return CountingCluster.process(directory.resolve("data"), pod);
  }

  private static KubernetesClient client(URI uri) {
    return new KubernetesClientBuilder()
        .withConfig(new ConfigBuilder(Config.empty()).withMasterUrl(uri.toString()).build())
        .build();
  }
}
