package io.weir.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.cluster.api.ApiServer;
import io.weir.cluster.api.PodLogs;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Flink's own Kubernetes client elects a leader, writes as one and takes over, in a process of its
 * own on Flink's jars.
 */
class FlinkHighAvailabilityTest {
  private static final Path FLINK = Path.of("target/images/flink-2.3.0/lib").toAbsolutePath();

  @TempDir Path directory;

  @Test
  void flinksLeaderElectionWorksAgainstTheServer() throws Exception {
    assumeTrue(
        Files.isDirectory(FLINK),
        "no Flink jars in " + FLINK + ": build the module local-cluster/images/flink-2.3.0 first");
    Path out = directory.resolve("out");
    try (ApiServer server =
        ApiServer.start(
            directory.resolve("state"), new InetSocketAddress("127.0.0.1", 0), PodLogs.NONE)) {
      ProcessBuilder flink =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xmx192m",
                  "-cp",
                  FLINK + "/*",
                  Path.of("src/test/flink/FlinkLeaderElection.java").toAbsolutePath().toString())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile());
      flink.environment().put("KUBERNETES_MASTER", server.uri().toString());
      flink.environment().put("KUBECONFIG", directory.resolve("none").toString());
      Process process = flink.start();
      try {
        assertThat(process.waitFor(150, TimeUnit.SECONDS)).as("Flink's client ends").isTrue();
        assertThat(Files.readString(out))
            .contains("one leads")
            .contains("watched to the last checkpoint")
            .contains("two leads");
        assertThat(process.exitValue()).isZero();
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
