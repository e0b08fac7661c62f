package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.embedded.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C at {@code ./weir up} in a terminal, which sends SIGINT to the whole process group. */
class InterruptIT {
  private static final Path ROOT = Path.of(System.getProperty("weir.root")).toAbsolutePath();

  @TempDir Path directory;
  private final int port = Ports.free();
  private Process script;

  @AfterEach
  void endWhatIsLeft() throws IOException {
    left().forEach(ProcessHandle::destroyForcibly);
    try (Stream<Path> links = Files.list(root()).filter(Files::isSymbolicLink)) {
      for (Path link : links.toList()) {
        Files.delete(link);
      }
    }
  }

  @Test
  void leavesNothingRunningAndStartsAgain() throws Exception {
    up("first");
    awaitOutput("first", "database is ready");
    interrupt();
    assertThat(leftLines()).as("after Ctrl-C in mid-start").isEmpty();

    up("second");
    awaitOutput("second", "Weir is up");
    interrupt();
    assertThat(script.exitValue()).as("%s", output("second")).isZero();
    assertThat(output("second"))
        .endsWith("stopped")
        .as("parts end in order, PostgreSQL after its users")
        .doesNotContain("had ended before it was told to stop");
    assertThat(leftLines()).as("after Ctrl-C when all was up").isEmpty();
  }

  /** As leader of a process group of its own, as a shell starts it. */
  private void up(String name) throws IOException {
    script =
        new ProcessBuilder(
                "setsid",
                // Whoever runs this test in the background has SIGINT ignored, and that is
                // inherited.
                "env",
                "--default-signal=INT",
                "bash",
                root().resolve("weir").toString(),
                "up",
                "--no-demo",
                "--port",
                String.valueOf(port),
                "--data",
                data().toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(name + ".out").toFile())
            .start();
  }

  private void interrupt() throws Exception {
    new ProcessBuilder("kill", "-INT", "--", "-" + script.pid()).inheritIO().start().waitFor();
    assertThat(script.waitFor(90, TimeUnit.SECONDS)).as("it ends within 90 s").isTrue();
  }

  private void awaitOutput(String name, String text) throws IOException {
    await("the output has: " + text)
        .atMost(Duration.ofMinutes(3))
        .until(() -> output(name).contains(text) || !script.isAlive());
    assertThat(output(name)).contains(text);
  }

  private String output(String name) throws IOException {
    return Files.readString(directory.resolve(name + ".out")).strip();
  }

  private List<String> leftLines() {
    return left().stream().map(process -> process.pid() + " " + commandLine(process)).toList();
  }

  /** Every process that has the directory on its command line. */
  private List<ProcessHandle> left() {
    return ProcessHandle.allProcesses()
        .filter(process -> commandLine(process).contains(directory + "/"))
        .toList();
  }

  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"))
          .replace('\0', ' ');
    } catch (IOException gone) {
      return "";
    }
  }

  private Path data() {
    return directory.resolve("data");
  }

  /** The script beside what this build has made; it finds nothing to build. */
  private Path root() throws IOException {
    Path root = directory.resolve("root");
    if (!Files.exists(root)) {
      Files.createDirectories(root.resolve("target"));
      Files.writeString(root.resolve("target/weir-standalone.built"), "");
      try (Stream<Path> modules = Files.list(ROOT)) {
        for (Path module : modules.filter(Files::isDirectory).toList()) {
          if (!module.getFileName().toString().equals("target")) {
            Files.createSymbolicLink(root.resolve(module.getFileName()), module);
          }
        }
      }
      Files.copy(ROOT.resolve("weir"), root.resolve("weir"));
    }
    return root;
  }
}
