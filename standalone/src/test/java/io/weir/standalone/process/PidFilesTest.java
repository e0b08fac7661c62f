package io.weir.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFilesTest {
  @TempDir Path directory;
  private Process sleeper;
  private PidFiles pidFiles;

  @BeforeEach
  void start() throws IOException {
    sleeper = new ProcessBuilder("sleep", "600").start();
    pidFiles = new PidFiles(directory.resolve("run"));
  }

  @AfterEach
  void end() {
    sleeper.destroyForcibly().onExit().join();
  }

  @Test
  void endsAProcessThatIsOnRecord() {
    pidFiles.write("sleeper", ProcessIdentity.of(sleeper.toHandle()).orElseThrow());

    assertThat(pidFiles.running("sleeper")).contains(sleeper.toHandle());
    assertThat(pidFiles.endOrphans()).containsExactly("sleeper");
    assertThat(sleeper.onExit()).succeedsWithin(Duration.ofSeconds(10));
    assertThat(pidFiles.endOrphans()).isEmpty();
  }

  @Test
  void leavesAProcessAloneThatOnlyHasTheSameId() {
    pidFiles.write("sleeper", new ProcessIdentity(sleeper.pid(), Instant.EPOCH));

    assertThat(pidFiles.running("sleeper")).isEmpty();
    assertThat(pidFiles.endOrphans()).isEmpty();
    assertThat(sleeper.isAlive()).isTrue();
  }

  @Test
  void takesAHalfWrittenFileForNone() throws IOException {
    ProcessIdentity identity = ProcessIdentity.of(sleeper.toHandle()).orElseThrow();
    String text = identity.text();
    Files.createDirectories(pidFiles.directory());

    for (int length = 0; length < text.length(); length++) {
      Files.writeString(pidFiles.directory().resolve("sleeper.pid"), text.substring(0, length));
      assertThat(pidFiles.running("sleeper")).as("after %d characters", length).isEmpty();
    }
    assertThat(ProcessIdentity.parse(text))
        .contains(
            new ProcessIdentity(
                identity.pid(), Instant.ofEpochMilli(identity.started().toEpochMilli())));
  }
}
