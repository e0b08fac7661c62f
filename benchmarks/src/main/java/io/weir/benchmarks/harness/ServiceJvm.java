package io.weir.benchmarks.harness;

import io.weir.embedded.EmbeddedDatabase;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One of Weir's services in a JVM of its own, as it runs in production: on the class path that its
 * build wrote down, with the JVM's own choice of compilers and the options of the images. {@code
 * WEIR_BENCH_JVM_OPTIONS} in the environment adds options to it, such as a flight recording.
 */
public final class ServiceJvm implements AutoCloseable {
  private static final int READY_SECONDS = 120;
  private static final int STOP_SECONDS = 20;

  private final Process process;
  private final int port;

  private ServiceJvm(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Which service. */
  public enum Service {
    COMMAND("command-service", "io.weir.command.CommandService"),
    PROJECTION("projection-service", "io.weir.projection.ProjectionService");

    private final String module;
    private final String mainClass;

    Service(String module, String mainClass) {
      this.module = module;
      this.mainClass = mainClass;
    }
  }

  /**
   * Starts a service on the stack's broker and one of its databases; returns when it is ready.
   *
   * @param settings further ones, {@code name=value}
   * @throws IllegalStateException when it does not come up, with the end of what it said
   */
  public static ServiceJvm start(Stack stack, Service service, String database, String... settings)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:+UseTransparentHugePages",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(service.module),
                service.mainClass,
                "--server.address=127.0.0.1",
                "--server.port=" + port,
                "--spring.datasource.url=" + stack.database().jdbcUrl(database),
                "--spring.datasource.username=" + EmbeddedDatabase.USER,
                "--weir.kafka.bootstrap-servers=" + stack.bootstrapServers(),
                "--weir.until-stdin-closes=true"));
    Stream.of(settings).map(setting -> "--" + setting).forEach(command::add);
    Stream.of(System.getenv().getOrDefault("WEIR_BENCH_JVM_OPTIONS", "").split(" "))
        .filter(option -> !option.isBlank())
        .forEach(option -> command.add(1, option));
    Path log = stack.directory().resolve(service.module + ".log");
    ServiceJvm started =
        new ServiceJvm(
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start(),
            port);
    try {
      started.awaitReady(service, log);
    } catch (IOException | InterruptedException | RuntimeException failed) {
      started.process.destroyForcibly();
      throw failed;
    }
    return started;
  }

  /** Where it listens on this host. */
  public int port() {
    return port;
  }

  /** Its process. */
  public long pid() {
    return process.pid();
  }

  private void awaitReady(Service service, Path log) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
    while (!isReady()) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
        List<String> said = Files.readAllLines(log);
        throw new IllegalStateException(
            "Expected %s to be ready within %d s, but it is not. The end of its log:%n%s"
                .formatted(
                    service.module,
                    READY_SECONDS,
                    String.join("\n", said.subList(Math.max(0, said.size() - 20), said.size()))));
      }
    }
  }

  private boolean isReady() {
    try (HttpConnection connection = new HttpConnection(port)) {
      return connection.send("GET", "/readyz", "").status() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static String classPath(String module) throws IOException {
    Path target = Path.of(System.getProperty("weir.root", "."), module, "target");
    Path list = target.resolve("runtime.classpath");
    if (!Files.exists(list))
      throw new IllegalStateException(
          "Expected %s, but it is not there: build with 'mvn -DskipTests package', and run in the root of the repository or name it with -Dweir.root"
              .formatted(list));
    return target.resolve("classes") + File.pathSeparator + Files.readString(list).strip();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Closes its standard input, which it takes as the sign to end. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
