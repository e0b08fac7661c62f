package io.weir.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.weir.cluster.image.Launch;
import io.weir.cluster.image.PathMapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeBoardTest {
  private static final ProbeBoard.Target RUN = new ProbeBoard.Target("uid", "main", 0);

  @TempDir Path directory;

  /**
   * Kubernetes' own kubelet asks a container no more that is to be started again. Else one that is
   * well a moment later would live on, or not, by how soon somebody looks.
   */
  @Test
  void whatFailedItsLivenessProbeOnceIsNotAskedAgain() throws Exception {
    Path asked = directory.resolve("asked");
    Container container =
        new ContainerBuilder()
            .withName("main")
            .withLivenessProbe(
                shell("echo >> %s; test $(wc -l < %s) -gt 1".formatted(asked, asked)))
            .withReadinessProbe(shell("echo >> ready; test $(wc -l < ready) -ge 3"))
            .build();
    CountDownLatch ready = new CountDownLatch(1);
    try (ProbeBoard board =
        new ProbeBoard(
            Clock.systemUTC(),
            (target, fault) -> {
              if (fault.isEmpty()) ready.countDown();
            })) {
      board.watch(RUN, container, "127.0.0.1", Instant.EPOCH, false, this::launch);
      assertThat(ready.await(30, TimeUnit.SECONDS)).as("its third look").isTrue();
      assertThat(board.results(RUN, container).ready()).isTrue();
      assertThat(Files.readAllLines(asked)).hasSize(1);
      assertThat(board.results(RUN, container).failing())
          .hasValueSatisfying(why -> assertThat(why).startsWith("failed liveness probe"));
    }
  }

  private static Probe shell(String script) {
    return new ProbeBuilder()
        .withNewExec()
        .withCommand("sh", "-c", script)
        .endExec()
        .withPeriodSeconds(1)
        .withFailureThreshold(1)
        .withTimeoutSeconds(20)
        .build();
  }

  private Launch launch() {
    return new Launch(
        List.of("true"), Map.of("PATH", "/usr/bin:/bin"), directory, new PathMapping(List.of()));
  }
}
