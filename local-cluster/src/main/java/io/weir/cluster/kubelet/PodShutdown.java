package io.weir.cluster.kubelet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends the processes of all pods, when no kubelet runs. */
final class PodShutdown {
  private static final Duration AFTER_KILL = Duration.ofSeconds(5);

  private final Path pods;

  PodShutdown(Path pods) {
    this.pods = pods;
  }

  void run(Duration grace) throws IOException, InterruptedException {
    List<ContainerRun> runs = new ArrayList<>();
    for (PodDirectory directory : Sandboxes.all(pods)) {
      runs.addAll(Sandboxes.newestRuns(directory));
    }
    runs.removeIf(run -> run.shim().isEmpty());
    CompletableFuture<?> allEnded =
        CompletableFuture.allOf(
            runs.stream()
                .flatMap(run -> run.shim().stream())
                .map(ProcessHandle::onExit)
                .toArray(CompletableFuture[]::new));
    for (ContainerRun run : runs) {
      run.terminate("the node is being shut down");
    }
    if (!ended(allEnded, grace)) {
      runs.forEach(ContainerRun::kill);
      ended(allEnded, AFTER_KILL);
    }
  }

  private static boolean ended(CompletableFuture<?> all, Duration within)
      throws InterruptedException {
    try {
      all.get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException notYet) {
      return false;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException("Expected an end of a process, but", impossible.getCause());
    }
  }
}
