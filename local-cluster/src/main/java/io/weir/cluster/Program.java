package io.weir.cluster;

import io.weir.cluster.kubelet.Kubelet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The command line: a cluster as a process, and the switch that stops its pods. */
final class Program {
  private static final int BAD_USAGE = 2;
  private static final Duration STOP_LIMIT = Duration.ofSeconds(40);
  private static final Duration POD_GRACE = Duration.ofSeconds(20);

  private Program() {}

  static int run(String[] args) throws Exception {
    List<String> words = Arrays.asList(args);
    try {
      if (!words.isEmpty() && words.getFirst().equals("stop-pods")) {
        return stopPods(words.subList(1, words.size()));
      }
      return serve(Settings.parse(words));
    } catch (IllegalArgumentException misuse) {
      System.err.println(misuse.getMessage());
      return BAD_USAGE;
    }
  }

  private static int serve(Settings settings) throws Exception {
    Path data = settings.data();
    Files.createDirectories(data);
    Files.deleteIfExists(stopFile(data));
    LocalCluster cluster = LocalCluster.start(settings);
    Files.writeString(pidFile(data), Long.toString(ProcessHandle.current().pid()));
    CountDownLatch end = new CountDownLatch(1);
    Thread main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> {
                      end.countDown();
                      join(main);
                    }));
    if (settings.untilStdinCloses()) {
      Thread.ofPlatform()
          .daemon()
          .name("stdin")
          .start(
              () -> {
                drainStdin();
                end.countDown();
              });
    }
    System.out.println("local cluster ready at " + cluster.uri());
    end.await();
    if (Files.exists(stopFile(data))) {
      cluster.closeWithPods();
      Files.deleteIfExists(stopFile(data));
    } else {
      cluster.close();
    }
    Files.deleteIfExists(pidFile(data));
    // Not System.exit: on SIGTERM the exit is under way and waits for this thread.
    Runtime.getRuntime().halt(0);
    return 0;
  }

  /** Ends a running cluster together with its pods; without one, the pods that one left. */
  private static int stopPods(List<String> args) throws Exception {
    var words = new ArrayDeque<>(args);
    if (!"--data".equals(words.poll())) {
      throw new IllegalArgumentException("stop-pods needs --data <dir>\n" + Settings.USAGE);
    }
    Path data = Settings.path("--data", words);
    if (!Files.isDirectory(data)) {
      throw new IllegalArgumentException(
          "Expected the data of a local cluster in %s, but there is no such directory"
              .formatted(data));
    }
    Optional<ProcessHandle> cluster = running(data);
    if (cluster.isEmpty()) {
      Kubelet.stopPods(data.toRealPath(), POD_GRACE);
      return 0;
    }
    Files.writeString(stopFile(data), "");
    cluster.get().destroy();
    try {
      cluster.get().onExit().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException stuck) {
      System.err.printf(
          "Expected the local cluster (process %d) to end within %d s, but it runs on: kill it, then repeat this%n",
          cluster.get().pid(), STOP_LIMIT.toSeconds());
      return 1;
    }
    return 0;
  }

  private static Optional<ProcessHandle> running(Path data) throws IOException {
    Path file = pidFile(data);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    long pid = Long.parseLong(Files.readString(file).strip());
    Path commandLine = Path.of("/proc", Long.toString(pid), "cmdline");
    // A process id may have gone to another program since.
    boolean ours =
        Files.exists(commandLine)
            && Files.readString(commandLine, StandardCharsets.ISO_8859_1)
                .contains(LocalCluster.class.getName());
    return ours ? ProcessHandle.of(pid) : Optional.empty();
  }

  private static void drainStdin() {
    try {
      while (System.in.read() >= 0) {
        // Only its end matters.
      }
    } catch (IOException closed) {
      // As good an end as any.
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(STOP_LIMIT);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path stopFile(Path data) {
    return data.resolve("stop-pods");
  }

  private static Path pidFile(Path data) {
    return data.resolve("local-cluster.pid");
  }
}
