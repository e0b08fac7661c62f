package io.weir.cluster.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.weir.cluster.LocalCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A local cluster as a process of its own, so that it can be killed. */
final class ClusterProcess {
  private static final String READY = "local cluster ready at ";

  private final Path data;
  private Process process;
  private KubernetesClient client;

  ClusterProcess(Path data) {
    this.data = data;
  }

  Path data() {
    return data;
  }

  KubernetesClient client() {
    return client;
  }

  void start() throws IOException {
    process =
        new ProcessBuilder(
                java(
                    "--data",
                    data.toString(),
                    "--cache",
                    "target/pod-cache",
                    "--images",
                    "images/table.yaml",
                    "--restart-back-off",
                    "300",
                    "--until-stdin-closes"))
            .redirectErrorStream(true)
            .start();
    String uri = readyAt();
    client =
        new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(Config.empty()).withMasterUrl(uri).build())
            .build();
  }

  /** SIGKILL: nothing of ours gets a chance to tidy up. */
  void kill() throws InterruptedException {
    client.close();
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM. */
  int stop() throws InterruptedException {
    client.close();
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ends on SIGTERM").isTrue();
    return process.exitValue();
  }

  /** What {@code weir down} does. */
  int stopPods() throws IOException, InterruptedException {
    client.close();
    Process stop =
        new ProcessBuilder(java("stop-pods", "--data", data.toString())).inheritIO().start();
    assertThat(stop.waitFor(60, TimeUnit.SECONDS)).as("stop-pods ends").isTrue();
    return stop.exitValue();
  }

  private String readyAt() throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    List<String> seen = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      seen.add(line);
      if (line.startsWith(READY)) {
        // What follows is the log; it must be drained, or the process would block on it.
        Thread.ofVirtual().start(() -> lines.lines().forEach(System.out::println));
        return line.substring(READY.length());
      }
    }
    throw new IllegalStateException("Expected the cluster to come up, but it said " + seen);
  }

  private static List<String> java(String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LocalCluster.class.getName()));
    command.addAll(List.of(args));
    return command;
  }
}
