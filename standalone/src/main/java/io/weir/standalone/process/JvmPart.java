package io.weir.standalone.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of ours. Its standard input is a pipe that nobody writes to: when this process dies,
 * however it dies, the pipe closes and the part ends itself.
 */
public final class JvmPart implements Part {
  private static final Duration READY_WITHIN = Duration.ofSeconds(120);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /** Longer than the local cluster gives its pods (20 s): killed earlier, it leaves them behind. */
  private static final Duration STOP_WITHIN = Duration.ofSeconds(35);

  private static final long LOG_BYTES = 16L << 20;

  private final JvmSpec spec;
  private final URI readiness;
  private final Path logs;
  private final CrashReport crash;
  private final PidFiles pidFiles;
  private final HttpClient client;
  private volatile Process process;

  /**
   * @param readiness answers 200 when the part can serve
   * @param logs the directory of logs, and of what the JVM writes about a crash
   */
  public JvmPart(JvmSpec spec, URI readiness, Path logs, PidFiles pidFiles, HttpClient client) {
    this.spec = spec;
    this.readiness = readiness;
    this.logs = logs;
    this.crash = new CrashReport(logs, spec.name());
    this.pidFiles = pidFiles;
    this.client = client;
  }

  @Override
  public String name() {
    return spec.name();
  }

  @Override
  public void start() throws InterruptedException {
    Path log = logs.resolve(name() + ".log");
    try {
      turnOver(log);
      process =
          new ProcessBuilder(
                  spec.command(Path.of(System.getProperty("java.home"), "bin", "java"), crash))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException failure) {
      throw new PartFailedException(
          "Expected to start %s, but the operating system refused: %s."
              .formatted(name(), failure.getMessage()),
          failure);
    }
    ProcessIdentity.of(process.toHandle()).ifPresent(identity -> pidFiles.write(name(), identity));
    awaitReady(log);
  }

  private void awaitReady(Path log) throws InterruptedException {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (!isReady()) {
      if (process.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new PartFailedException(
            "Expected %s to start, but %s; see %s.".formatted(name(), ending(), log));
      }
      if (System.nanoTime() > deadline) {
        kill();
        throw new PartFailedException(
            "Expected %s to be ready within %d s, but it is not; see %s."
                .formatted(name(), READY_WITHIN.toSeconds(), log));
      }
    }
  }

  private boolean isReady() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(readiness).timeout(Duration.ofSeconds(5)).GET().build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public String awaitEnd() throws InterruptedException {
    process.waitFor();
    return ending();
  }

  private String ending() {
    return "its process ended with code %d%s"
        .formatted(
            process.exitValue(),
            crash
                .of(process.pid())
                .map(report -> "; what the JVM says of its crash is in " + report)
                .orElse(""));
  }

  @Override
  public OptionalLong pid() {
    Process current = process;
    return current != null && current.isAlive()
        ? OptionalLong.of(current.pid())
        : OptionalLong.empty();
  }

  @Override
  public void kill() {
    Process current = process;
    if (current != null) {
      current.destroyForcibly().onExit().join();
    }
  }

  @Override
  public void stop() {
    Process current = process;
    if (current == null) {
      return;
    }
    current.destroy();
    try {
      if (!current.waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      kill();
    }
    pidFiles.forget(name());
  }

  private static void turnOver(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_BYTES) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
