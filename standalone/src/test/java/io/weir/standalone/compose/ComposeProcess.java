package io.weir.standalone.compose;

import io.weir.standalone.stack.BuiltModules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * A service as a process: what its image runs, with the command and the environment of the compose
 * file and no other.
 */
final class ComposeProcess {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration HEALTHY_WITHIN = Duration.ofSeconds(90);

  private final String name;
  private final JsonNode service;
  private final Mapping mapping;
  private final Path log;
  private Process process;

  ComposeProcess(String name, JsonNode service, Mapping mapping, Path directory) {
    this.name = name;
    this.service = service;
    this.mapping = mapping;
    this.log = directory.resolve(name + ".log");
  }

  /** Starts what the image runs. */
  void start() throws IOException {
    String module = ComposeFile.module(service);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(BuiltImages.jvmFlags());
    command.add("-cp");
    command.add(new BuiltModules(ComposeFile.ROOT).classPath(module));
    command.add(BuiltImages.mainClasses().get(module));
    command.addAll(texts("command"));
    Map<String, String> small =
        Map.of(
            "JDK_JAVA_OPTIONS", "-Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto");
    process = launch(command, small);
  }

  /** Runs the entry point of a service that ends, to its end. */
  void run() throws IOException, InterruptedException {
    process = launch(texts("entrypoint"), Map.of());
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0)
      throw new IllegalStateException(
          "Expected %s to end well, but: %s".formatted(name, Files.readString(log)));
  }

  /** Waits until the health check of the compose file succeeds. */
  void awaitHealthy() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + HEALTHY_WITHIN.toNanos();
    List<String> check = texts("healthcheck", "test");
    if (!check.removeFirst().equals("CMD")) throw new IllegalStateException("Expected CMD");
    while (launch(check, Map.of()).waitFor() != 0) {
      if (process.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)
          || System.nanoTime() > deadline)
        throw new IllegalStateException(
            "Expected %s to become healthy, but: %s".formatted(name, Files.readString(log)));
    }
  }

  /**
   * Ends it as an engine does, and returns its exit code; 137 when it does not within the time that
   * the compose file gives it.
   */
  int stop() throws InterruptedException {
    process.destroy();
    int seconds = Integer.parseInt(service.path("stop_grace_period").asString().replace("s", ""));
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
    return process.exitValue();
  }

  void kill() {
    if (process != null) process.destroyForcibly();
  }

  private Process launch(List<String> command, Map<String, String> further) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Map<String, String> environment =
        new TreeMap<>(mapping.values(ComposeFile.environment(service)));
    environment.putAll(further);
    environment.put("PATH", System.getenv("PATH"));
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  private List<String> texts(String... path) {
    JsonNode node = service;
    for (String step : path) node = node.path(step);
    return new ArrayList<>(ComposeFile.texts(node).stream().map(mapping::text).toList());
  }
}
