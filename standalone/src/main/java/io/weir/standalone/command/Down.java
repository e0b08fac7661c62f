package io.weir.standalone.command;

import io.weir.standalone.cli.Command;
import io.weir.standalone.data.DataDirectory;
import io.weir.standalone.process.PidFiles;
import io.weir.standalone.refusal.UserError;
import io.weir.standalone.stack.BuiltModules;
import io.weir.standalone.stack.Stack;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code weir down}: stops a running Weir, and what a killed one left behind. */
public final class Down {
  private static final Duration STOP_WITHIN = Duration.ofSeconds(120);

  private final BuiltModules modules;
  private final PrintStream out;

  public Down(BuiltModules modules, PrintStream out) {
    this.modules = modules;
    this.out = out;
  }

  /** Returns when nothing of it runs any more. */
  public void run(Command.Down command) throws IOException, InterruptedException {
    Path root = command.data().toAbsolutePath().normalize();
    if (!Files.exists(root)) {
      throw new UserError(
          "Expected a data directory at %s, but there is none; name it with --data."
              .formatted(root));
    }
    PidFiles pidFiles = new PidFiles(root.resolve("run"));
    Optional<ProcessHandle> supervisor = pidFiles.running(Up.PID_NAME);
    if (supervisor.isPresent()) {
      supervisor.get().destroy();
      awaitEnd(supervisor.get());
      out.println("stopped; the data stays in " + root);
      return;
    }
    try (DataDirectory data = DataDirectory.open(root)) {
      List<String> orphans = pidFiles.endOrphans();
      stopPods(data.resolve("cluster"));
      out.println(
          orphans.isEmpty()
              ? "nothing was running in " + root
              : "ended what an earlier run left behind: " + String.join(", ", orphans));
    }
  }

  /** Pods outlive a killed Weir as they outlive a killed kubelet. */
  private void stopPods(Path cluster) throws IOException, InterruptedException {
    if (!Files.exists(cluster.resolve("kubeconfig"))) {
      return;
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                modules.classPath(Stack.CLUSTER),
                "io.weir.cluster.LocalCluster",
                "stop-pods",
                "--data",
                cluster.toString())
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new UserError(
          "Expected to stop the pods of %s, but the local cluster failed with code %d."
              .formatted(cluster, process.exitValue()));
    }
  }

  private static void awaitEnd(ProcessHandle process) throws InterruptedException {
    try {
      process.onExit().get(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new UserError(
          "Expected Weir (process %d) to stop within %d s, but it still runs; look at its output, or end it with 'kill -9 %d' and run 'weir down' again."
              .formatted(process.pid(), STOP_WITHIN.toSeconds(), process.pid()),
          late);
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
