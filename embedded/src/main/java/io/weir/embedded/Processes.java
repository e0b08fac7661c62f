package io.weir.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ends processes that are no children of this JVM. Linux only, as the embedded servers are. */
final class Processes {
  private static final Duration ORDERLY = Duration.ofSeconds(20);
  private static final Duration FORCED = Duration.ofSeconds(10);

  private Processes() {}

  /**
   * SIGINT, PostgreSQL's "fast shutdown" (it rolls back and ends even while clients are connected);
   * SIGKILL when that takes too long.
   */
  static void interruptThenKill(ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
          .inheritIO()
          .start()
          .waitFor();
    } catch (IOException failure) {
      process.destroy();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!awaitEnd(List.of(process), ORDERLY)) {
      killTree(process);
    }
  }

  /** SIGKILL to the process and all its descendants; returns when they are gone. */
  static void killTree(ProcessHandle process) {
    List<ProcessHandle> tree = new ArrayList<>(List.of(process));
    process.descendants().forEach(tree::add);
    tree.forEach(ProcessHandle::destroyForcibly);
    if (!awaitEnd(tree, FORCED)) {
      throw new IllegalStateException(
          "Expected process %d to end after SIGKILL, but it runs on.".formatted(process.pid()));
    }
  }

  /** A process that has ended and waits for its parent to notice does not run. */
  static boolean isRunning(ProcessHandle process) {
    if (!process.isAlive()) {
      return false;
    }
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException gone) {
      return false;
    }
  }

  private static boolean awaitEnd(List<ProcessHandle> processes, Duration within) {
    long deadline = System.nanoTime() + within.toNanos();
    while (processes.stream().anyMatch(Processes::isRunning)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
