package io.weir.chaos.weir;

import io.weir.standalone.client.WeirClient;
import io.weir.standalone.data.Instance;
import io.weir.standalone.data.PortTable;
import io.weir.standalone.process.PartStatus;
import io.weir.standalone.stack.BuiltModules;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A Weir that {@code weir up} runs as a process of its own. What is known of it is what it tells
 * every client: the file that says how its parts are doing, and its API.
 */
public final class ChildWeir implements AutoCloseable {
  private static final Duration UP_WITHIN = Duration.ofMinutes(4);
  private static final Duration DOWN_WITHIN = Duration.ofMinutes(2);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final BuiltModules modules;
  private final Path directory;
  private final int port;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private volatile Process supervisor;
  private volatile Map<PortTable.Name, Integer> ports = Map.of();

  /**
   * @param directory the data directory, absolute
   * @param port where its API is to listen
   */
  public ChildWeir(BuiltModules modules, Path directory, int port) {
    this.modules = modules;
    this.directory = directory;
    this.port = port;
  }

  /** Starts {@code weir up}; returns when every part is ready. */
  public void up() throws InterruptedException {
    try {
      Files.createDirectories(directory.resolve("logs"));
      supervisor =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-Xss512k",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-XX:ErrorFile=" + directory.resolve("logs/weir.hs_err_pid%p.log"),
                  "--enable-native-access=ALL-UNNAMED",
                  "-Dweir.root=" + modules.root(),
                  "-cp",
                  modules.classPath("standalone"),
                  "io.weir.standalone.Weir",
                  "up",
                  "--port",
                  String.valueOf(port),
                  "--data",
                  directory.toString(),
                  "--no-demo")
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(
                      directory.resolve("logs").resolve("weir.log").toFile()))
              .start();
    } catch (IOException failure) {
      throw new UncheckedIOException("Expected to start 'weir up'", failure);
    }
    Process started = supervisor;
    boolean up =
        await(
            UP_WITHIN,
            () ->
                !started.isAlive()
                    || instance().filter(i -> i.ready() && everyPartIsReady(i)).isPresent());
    if (!up || !started.isAlive()) {
      throw new IllegalStateException(
          "Expected 'weir up' to start everything within %d s, but it %s; see %s."
              .formatted(
                  UP_WITHIN.toSeconds(),
                  started.isAlive() ? "did not" : "ended with code " + started.exitValue(),
                  directory.resolve("logs").resolve("weir.log")));
    }
  }

  /** SIGKILL to {@code weir up} alone; returns when it is gone. */
  public void killSupervisor() {
    supervisor.destroyForcibly().onExit().join();
  }

  /** Ends it as {@code weir down} does; returns whether it ended in time. */
  public boolean down() throws InterruptedException {
    Process running = supervisor;
    if (running == null) {
      return true;
    }
    running.destroy();
    return running.waitFor(DOWN_WITHIN.toSeconds(), TimeUnit.SECONDS);
  }

  /** What it says of itself; empty while it is down. */
  public Optional<Instance> instance() {
    Process running = supervisor;
    // The file of an earlier life says nothing of this one.
    return running != null && running.isAlive()
        ? Instance.lastWritten(directory).filter(i -> !i.startedAt().isBefore(startOf(running)))
        : Optional.empty();
  }

  /** How a part is doing; empty while the whole is down. */
  public Optional<PartStatus> part(String name) {
    return instance().stream()
        .flatMap(instance -> instance.parts().stream())
        .filter(status -> status.name().equals(name))
        .findFirst();
  }

  /** Whether a part serves. */
  public boolean isReady(String part) {
    return part(part).filter(status -> status.state() == PartStatus.State.READY).isPresent();
  }

  /** Whether every part serves. */
  public static boolean everyPartIsReady(Instance instance) {
    return instance.parts().stream().allMatch(part -> part.state() == PartStatus.State.READY);
  }

  /** A client of the API. */
  public WeirClient client() {
    return new WeirClient(URI.create("http://127.0.0.1:" + port), http);
  }

  /** A client of a part's own port; ports may differ after another start. */
  public WeirClient client(PortTable.Name part) {
    return new WeirClient(URI.create("http://127.0.0.1:" + portOf(part)), http);
  }

  /** Where a part listens. */
  public int portOf(PortTable.Name part) {
    instance().ifPresent(instance -> ports = instance.ports());
    return ports.get(part);
  }

  public BuiltModules modules() {
    return modules;
  }

  public Path directory() {
    return directory;
  }

  /** How many bytes a part's log has. */
  public long logSize(String part) {
    File log = logFile(part);
    return log.exists() ? log.length() : 0;
  }

  /** A part's log from a byte on; from its beginning when it was turned over meanwhile. */
  public String logFrom(String part, long from) {
    try (RandomAccessFile log = new RandomAccessFile(logFile(part), "r")) {
      log.seek(log.length() < from ? 0 : from);
      byte[] bytes = new byte[(int) (log.length() - log.getFilePointer())];
      log.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException notNow) {
      return "";
    }
  }

  private File logFile(String part) {
    return directory.resolve("logs").resolve(part + ".log").toFile();
  }

  /** Looks until something is so; returns whether it came to be in time. */
  public static boolean await(Duration atMost, BooleanSupplier so) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
    }
    return true;
  }

  /** Ends what runs, for good. */
  @Override
  public void close() {
    Process running = supervisor;
    if (running != null && running.isAlive()) {
      running.destroy();
      try {
        running.waitFor(DOWN_WITHIN.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    Stream.ofNullable(running).forEach(Process::destroyForcibly);
    new OwnedProcesses(directory).all().forEach(OwnedProcesses::kill);
  }

  private static Instant startOf(Process process) {
    return process.info().startInstant().orElse(Instant.EPOCH).minusSeconds(1);
  }
}
