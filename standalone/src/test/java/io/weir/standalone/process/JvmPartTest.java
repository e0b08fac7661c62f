package io.weir.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.embedded.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real JVMs as parts. */
class JvmPartTest {
  @TempDir private Path data;

  @Test
  void namesWhatItsJvmWroteAboutACrash() throws Exception {
    JvmPart part = part(ServingMain.class.getName());
    part.start();
    long pid = part.pid().orElseThrow();

    // The JVM handles it as the crash that it usually is.
    new ProcessBuilder("kill", "-SEGV", String.valueOf(pid)).start().waitFor();
    String ended = part.awaitEnd();

    Path report = logs().resolve("served.hs_err_pid" + pid + ".log");
    assertThat(ended)
        .isEqualTo(
            "its process ended with code 134; what the JVM says of its crash is in " + report);
    assertThat(Files.readString(report)).contains("SIGSEGV");
    assertThat(here()).noneMatch(name -> name.contains("pid" + pid));
    part.stop();
  }

  @Test
  void saysTheCodeOfAnEndThatIsNoCrash() throws Exception {
    JvmPart part = part(ServingMain.class.getName());
    part.start();

    part.kill();

    assertThat(part.awaitEnd()).isEqualTo("its process ended with code 137");
    part.stop();
  }

  @Test
  void saysWhereToLookWhenItDoesNotStart() throws Exception {
    assertThatThrownBy(() -> part("no.such.Main").start())
        .isInstanceOf(PartFailedException.class)
        .hasMessage(
            "Expected served to start, but its process ended with code 1; see %s.",
            logs().resolve("served.log"));
  }

  private JvmPart part(String mainClass) throws IOException {
    Files.createDirectories(logs());
    int port = Ports.free();
    return new JvmPart(
        new JvmSpec(
            "served",
            mainClass,
            Path.of("target", "test-classes").toAbsolutePath().toString(),
            32,
            List.of(),
            List.of(String.valueOf(port))),
        URI.create("http://127.0.0.1:" + port + "/"),
        logs(),
        new PidFiles(data.resolve("run")),
        HttpClient.newHttpClient());
  }

  private Path logs() {
    return data.resolve("logs");
  }

  private static List<String> here() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("").toAbsolutePath())) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
