package io.weir.cluster.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.weir.cluster.image.Launch;
import io.weir.cluster.image.Variables;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs one probe once. */
final class Probes {
  private final HttpClient http =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  /**
   * @param ip the pod's address
   * @param launch how the container was started: the environment of exec probes
   * @return empty for success, else what went wrong
   */
  Optional<String> run(Probe probe, Container container, String ip, Launch launch)
      throws InterruptedException {
    Duration timeout = Duration.ofSeconds(orElse(probe.getTimeoutSeconds(), 1));
    try {
      if (probe.getHttpGet() != null) {
        var get = probe.getHttpGet();
        String host = get.getHost() == null || get.getHost().isEmpty() ? ip : get.getHost();
        String scheme = get.getScheme() == null ? "http" : get.getScheme().toLowerCase(Locale.ROOT);
        String path = get.getPath() == null ? "/" : get.getPath();
        return get(
            URI.create(
                "%s://%s:%d%s".formatted(scheme, host, port(get.getPort(), container), path)),
            timeout);
      }
      if (probe.getTcpSocket() != null) {
        var tcp = probe.getTcpSocket();
        String host = tcp.getHost() == null || tcp.getHost().isEmpty() ? ip : tcp.getHost();
        return connect(new InetSocketAddress(host, port(tcp.getPort(), container)), timeout);
      }
      if (probe.getExec() != null) {
        return exec(probe.getExec().getCommand(), launch, timeout);
      }
      return Optional.of("the local cluster runs httpGet, tcpSocket and exec probes only");
    } catch (IOException | IllegalArgumentException failure) {
      return Optional.of(String.valueOf(failure));
    }
  }

  static int orElse(Integer value, int fallback) {
    return value == null || value == 0 ? fallback : value;
  }

  private Optional<String> get(URI uri, Duration timeout) throws IOException, InterruptedException {
    int status =
        http.send(
                HttpRequest.newBuilder(uri).timeout(timeout).build(),
                HttpResponse.BodyHandlers.discarding())
            .statusCode();
    return status >= 200 && status < 400
        ? Optional.empty()
        : Optional.of("HTTP probe failed with statuscode: " + status);
  }

  private static Optional<String> connect(InetSocketAddress address, Duration timeout)
      throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address, (int) timeout.toMillis());
      return Optional.empty();
    }
  }

  private static Optional<String> exec(List<String> command, Launch launch, Duration timeout)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            command.stream()
                .map(word -> launch.paths().rewrite(Variables.expand(word, launch.environment())))
                .toList());
    builder.directory(launch.workingDirectory().toFile());
    builder.environment().clear();
    builder.environment().putAll(launch.environment());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      return Optional.of("command timed out after " + timeout.toSeconds() + " s");
    }
    return process.exitValue() == 0
        ? Optional.empty()
        : Optional.of("command ended with " + process.exitValue());
  }

  private static int port(IntOrString port, Container container) {
    if (port.getIntVal() != null) {
      return port.getIntVal();
    }
    return container.getPorts().stream()
        .filter(named -> port.getStrVal().equals(named.getName()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "container %s has no port named %s"
                        .formatted(container.getName(), port.getStrVal())))
        .getContainerPort();
  }
}
