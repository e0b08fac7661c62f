package io.weir.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real Kafka broker (KRaft, broker and controller in one) in a child JVM with a small heap. Its
 * data stays in {@link BrokerSettings#directory()}.
 *
 * <p>A child, because the broker ends its JVM on a fatal fault, and that must not be ours.
 */
public final class EmbeddedBroker implements Broker {
  private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

  private final BrokerSettings settings;
  private Process process;

  private EmbeddedBroker(BrokerSettings settings) {
    this.settings = settings;
  }

  /**
   * Starts a broker; formats the directory on the first start. Returns when a record has been
   * written and acknowledged.
   *
   * @throws CannotStartException when the directory or a port is in use or damaged, or no answer
   *     came in time
   */
  public static EmbeddedBroker start(BrokerSettings settings) {
    EmbeddedBroker broker = new EmbeddedBroker(settings);
    broker.launch();
    return broker;
  }

  @Override
  public String bootstrapServers() {
    return "127.0.0.1:" + settings.port();
  }

  /** The process id of the child JVM. */
  public synchronized long pid() {
    return process.pid();
  }

  /** What the JVM wrote about its own crash, beside the log; empty when it did not crash. */
  public Optional<Path> crashReport() {
    return Optional.of(settings.directory().resolve(crashReport(String.valueOf(pid()))))
        .filter(Files::exists);
  }

  private static String crashReport(String pid) {
    return "broker.hs_err_pid" + pid + ".log";
  }

  public synchronized boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public synchronized void kill9() {
    process.destroyForcibly();
    awaitExit(STOP_WITHIN);
  }

  @Override
  public synchronized void restart() {
    close();
    launch();
  }

  @Override
  public synchronized void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException alreadyGone) {
      // The pipe of a dead child cannot be flushed, and nothing was in it.
    }
    if (!awaitExit(STOP_WITHIN)) {
      process.destroyForcibly();
      awaitExit(STOP_WITHIN);
    }
  }

  private synchronized void launch() {
    Path log = settings.directory().resolve("broker.log");
    try {
      Files.createDirectories(settings.directory());
      process =
          new ProcessBuilder(command())
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException failure) {
      throw new CannotStartException(
          "Expected to start the broker's JVM in %s, but the operating system refused: %s."
              .formatted(settings.directory(), failure.getMessage()),
          failure);
    }
    long deadline = System.nanoTime() + settings.startWithin().toNanos();
    try {
      String word = firstWord(deadline, log);
      if (!word.equals(BrokerMain.READY)) {
        throw new CannotStartException(
            word.startsWith(BrokerMain.REFUSED)
                ? word.substring(BrokerMain.REFUSED.length())
                : endedEarly(log));
      }
      BrokerProbe.roundTrip(
          bootstrapServers(), Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    } catch (RuntimeException refused) {
      process.destroyForcibly();
      awaitExit(STOP_WITHIN);
      throw refused;
    }
  }

  private List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xshare:auto",
        // A percent sign begins the process id there.
        "-XX:ErrorFile="
            + settings.directory().toString().replace("%", "%%")
            + "/"
            + crashReport("%p"),
        "-XX:HeapDumpPath=" + settings.directory(),
        "--enable-native-access=ALL-UNNAMED",
        "-Dlogback.configurationFile=io/weir/embedded/broker-logback.xml",
        "-cp",
        settings.classPath(),
        BrokerMain.class.getName(),
        settings.directory().toString(),
        String.valueOf(settings.port()),
        String.valueOf(settings.controllerPort()));
  }

  /** The first line that the child says; the empty word when it ends without a line. */
  private String firstWord(long deadline, Path log) {
    BufferedReader output = process.inputReader();
    CompletableFuture<String> line =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return output.readLine();
              } catch (IOException failure) {
                throw new UncheckedIOException(failure);
              }
            });
    try {
      String word = line.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      return word == null ? "" : word;
    } catch (TimeoutException late) {
      throw new CannotStartException(
          "Expected the broker in %s to start within %s, but it did not; see %s."
              .formatted(settings.directory(), settings.startWithin(), log),
          late);
    } catch (ExecutionException failure) {
      throw new CannotStartException(endedEarly(log), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CannotStartException(
          "Expected the broker in %s to start, but the wait was interrupted."
              .formatted(settings.directory()),
          interrupted);
    }
  }

  private String endedEarly(Path log) {
    return "Expected the broker in %s to start, but its JVM ended; see %s."
        .formatted(settings.directory(), log);
  }

  private boolean awaitExit(Duration within) {
    try {
      return process.waitFor(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
