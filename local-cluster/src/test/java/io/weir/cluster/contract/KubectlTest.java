package io.weir.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.cluster.api.ApiServer;
import io.weir.cluster.api.LogOptions;
import io.weir.cluster.api.PodLogs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real kubectl of this machine against the embedded server; skipped where none is installed.
 */
class KubectlTest {
  @TempDir static Path directory;
  private static ApiServer server;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        installed(),
        "no kubectl on the PATH: install one to run these tests (Debian: kubernetes-client)");
    server =
        ApiServer.start(
            directory.resolve("state"), new InetSocketAddress("127.0.0.1", 0), new TwoLines());
    Files.writeString(
        directory.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "%s"}}]
        users: [{name: u, user: {}}]
        contexts: [{name: c, context: {cluster: c, user: u, namespace: default}}]
        current-context: c
        """
            .formatted(server.uri()));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  /** Every container has said two lines. */
  private static final class TwoLines implements PodLogs {
    @Override
    public Optional<InputStream> open(
        String namespace, String pod, String container, LogOptions options) {
      String all = "first of " + container + "\nsecond of " + container + "\n";
      String shown =
          options.tailLines().orElse(2) == 1 ? all.substring(all.indexOf('\n') + 1) : all;
      return Optional.of(new ByteArrayInputStream(shown.getBytes(StandardCharsets.UTF_8)));
    }
  }

  private static boolean installed() throws InterruptedException {
    try {
      return new ProcessBuilder("kubectl", "version", "--client")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private record Ran(int code, String out) {}

  private static Ran kubectl(String stdin, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "kubectl",
                "--kubeconfig",
                directory.resolve("kubeconfig").toString(),
                "--cache-dir",
                directory.resolve("cache").toString()));
    command.addAll(Arrays.asList(arguments));
    Path in = Files.writeString(directory.resolve("stdin"), stdin);
    Path out = directory.resolve("out");
    Process process =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(
          String.join(" ", command) + " did not end; so far: " + Files.readString(out));
    }
    return new Ran(process.exitValue(), Files.readString(out));
  }

  private static String succeeds(String stdin, String... arguments) throws Exception {
    Ran ran = kubectl(stdin, arguments);
    assertThat(ran.code())
        .as("kubectl %s said: %s", String.join(" ", arguments), ran.out())
        .isZero();
    return ran.out();
  }

  private static String pod(String name) {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: %s, labels: {app: %s}}
        spec:
          containers: [{name: main, image: "weir.invalid/none:1"}]
        """
        .formatted(name, name);
  }

  @Test
  void getsTablesListsAndDocuments() throws Exception {
    succeeds(pod("shown"), "apply", "-f", "-");
    assertThat(succeeds("", "get", "pods"))
        .containsPattern("NAME +READY +STATUS +RESTARTS +AGE")
        .containsPattern("shown +0/1 +Pending +0");
    assertThat(succeeds("", "get", "pods", "-o", "wide")).contains("NODE").contains("<none>");
    assertThat(succeeds("", "get", "pod", "shown", "-o", "yaml"))
        .contains("restartPolicy: Always")
        .contains("kind: Pod");
    assertThat(succeeds("", "get", "pods", "-o", "json")).contains("\"apiVersion\": \"v1\"");
    assertThat(succeeds("", "get", "all", "-A")).contains("pod/shown");
    assertThat(succeeds("", "get", "po", "-l", "app in (shown,other)", "-o", "name"))
        .contains("pod/shown");
    assertThat(succeeds("", "describe", "pod", "shown"))
        .containsPattern("Status: +Pending")
        .contains("weir.invalid/none:1");
    assertThat(succeeds("", "api-resources")).contains("deployments");
    assertThat(kubectl("", "get", "pod", "absent").out())
        .contains("NotFound")
        .contains("pods \"absent\" not found");
  }

  @Test
  void createsFromGeneratorsThoughTheySpeakProtobuf() throws Exception {
    succeeds("", "create", "configmap", "made", "--from-literal=a=1");
    assertThat(succeeds("", "get", "configmap", "made", "-o", "jsonpath={.data.a}")).isEqualTo("1");
    succeeds("", "create", "secret", "generic", "hidden", "--from-literal=p=w");
    assertThat(succeeds("", "get", "secret", "hidden", "-o", "jsonpath={.data.p}"))
        .isEqualTo("dw==");
    succeeds("", "create", "deployment", "scaled", "--image=weir.invalid/none:1", "--replicas=0");
    assertThat(
            succeeds(
                "",
                "get",
                "deployment",
                "scaled",
                "-o",
                "jsonpath={.spec.replicas}/{.spec.strategy.type}"))
        .isEqualTo("0/RollingUpdate");
    succeeds("", "scale", "deployment", "scaled", "--replicas=2");
    assertThat(
            succeeds(
                "",
                "get",
                "deployment",
                "scaled",
                "-o",
                "jsonpath={.spec.replicas}/{.metadata.generation}"))
        .isEqualTo("2/2");
    succeeds("", "create", "namespace", "made");
    succeeds("", "create", "job", "once", "--image=weir.invalid/none:1");
    succeeds("", "create", "role", "reader", "--verb=get", "--resource=pods");
    assertThat(succeeds("", "auth", "can-i", "create", "pods")).contains("yes");
  }

  @Test
  void appliesFromTheClientSideAndShowsWhatWouldChange() throws Exception {
    String manifest =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: applied}\ndata: {a: \"1\", b: \"2\"}\n";
    assertThat(succeeds(manifest, "apply", "-f", "-")).contains("created");
    assertThat(succeeds(manifest, "apply", "-f", "-")).contains("unchanged");
    assertThat(succeeds(manifest.replace(", b: \"2\"", ""), "apply", "-f", "-"))
        .contains("configured");
    assertThat(succeeds("", "get", "configmap", "applied", "-o", "jsonpath={.data}"))
        .isEqualTo("{\"a\":\"1\"}");
    assertThat(kubectl(manifest, "diff", "-f", "-").out()).contains("+  b: \"2\"");
    Ran misspelt = kubectl(manifest.replace("\ndata:", "\ndota:"), "apply", "-f", "-");
    assertThat(misspelt.out()).contains("unknown field \"dota\"");
  }

  @Test
  void appliesOnTheServerSideWithConflicts() throws Exception {
    String manifest =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: server-side}\ndata: {a: \"%s\"}\n";
    assertThat(succeeds(manifest.formatted("1"), "apply", "--server-side", "-f", "-"))
        .contains("serverside-applied");
    Ran refused =
        kubectl(
            manifest.formatted("2"), "apply", "--server-side", "--field-manager=other", "-f", "-");
    assertThat(refused.code()).isNotZero();
    assertThat(refused.out()).contains("conflict").contains(".data.a");
    succeeds(
        manifest.formatted("2"),
        "apply",
        "--server-side",
        "--field-manager=other",
        "--force-conflicts",
        "-f",
        "-");
    assertThat(succeeds("", "get", "configmap", "server-side", "-o", "jsonpath={.data.a}"))
        .isEqualTo("2");
  }

  @Test
  void labelsPatchesWaitsAndDeletes() throws Exception {
    succeeds(pod("edited"), "create", "-f", "-");
    succeeds("", "label", "pod", "edited", "tier=x");
    succeeds("", "annotate", "pod", "edited", "note=y");
    assertThat(succeeds("", "get", "pod", "edited", "--show-labels")).contains("tier=x");
    succeeds(
        "",
        "patch",
        "pod",
        "edited",
        "--type=merge",
        "-p",
        "{\"metadata\":{\"labels\":{\"tier\":\"z\"}}}");
    succeeds(
        "",
        "patch",
        "pod",
        "edited",
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");
    assertThat(succeeds("", "wait", "--for=condition=Ready", "pod/edited", "--timeout=10s"))
        .contains("condition met");
    assertThat(succeeds("", "delete", "pod", "edited", "--timeout=20s")).contains("deleted");
    assertThat(succeeds("", "get", "pod", "edited", "--ignore-not-found")).isEmpty();
  }

  @Test
  void readsLogs() throws Exception {
    succeeds(pod("talking"), "apply", "-f", "-");
    assertThat(succeeds("", "logs", "talking")).isEqualTo("first of main\nsecond of main\n");
    assertThat(succeeds("", "logs", "-f", "talking", "--tail=1")).isEqualTo("second of main\n");
    assertThat(kubectl("", "logs", "talking", "-c", "absent").out())
        .contains("absent is not valid for pod talking");
  }
}
