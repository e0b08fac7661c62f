package io.weir.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.weir.standalone.refusal.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path temporary;

  @Test
  void isMadeOnceAndOpenedAgain() throws IOException {
    Path directory = temporary.resolve("a/b");
    DataDirectory.open(directory).close();
    Files.writeString(directory.resolve("storage/kept"), "x");

    try (DataDirectory again = DataDirectory.open(directory)) {
      assertThat(again.resolve("storage/kept")).hasContent("x");
      assertThat(again.resolve("layout")).hasContent("1\n");
    }
  }

  @Test
  void belongsToOneProcessAtATime() {
    Path directory = temporary.resolve("d");
    try (DataDirectory first = DataDirectory.open(directory)) {
      assertThat(DataDirectory.isInUse(directory)).isTrue();
      assertThatThrownBy(() -> DataDirectory.open(directory))
          .isInstanceOf(UserError.class)
          .hasMessage(
              "Expected to have the data directory %s alone, but another Weir uses it; stop that with 'weir down --data %s', or name another directory with --data."
                  .formatted(first.root(), first.root()));
    }
    assertThat(DataDirectory.isInUse(directory)).isFalse();
    assertThat(DataDirectory.isInUse(temporary.resolve("absent"))).isFalse();
  }

  @Test
  void refusesADirectoryOfSomebodyElse() throws IOException {
    Files.writeString(temporary.resolve("thesis.txt"), "x");

    assertThatThrownBy(() -> DataDirectory.open(temporary))
        .hasMessageStartingWith("Expected a data directory of Weir at " + temporary)
        .hasMessageContaining("it holds other files (thesis.txt); name another directory");
    assertThat(temporary.resolve("lock")).doesNotExist();
  }

  @Test
  void refusesAFile() throws IOException {
    Path file = Files.writeString(temporary.resolve("f"), "x");

    assertThatThrownBy(() -> DataDirectory.open(file))
        .hasMessage(
            "Expected a directory at " + file + ", but it is a file; name another with --data.");
  }

  @Test
  void refusesTheDirectoryOfANewerVersion() throws IOException {
    Path directory = temporary.resolve("d");
    DataDirectory.open(directory).close();
    Files.writeString(directory.resolve("layout"), "2\n");

    assertThatThrownBy(() -> DataDirectory.open(directory))
        .hasMessage(
            "Expected layout 1 in the data directory %s, but it was written by a newer Weir (layout 2); start that version, or name another directory with --data."
                .formatted(directory));
    assertThat(DataDirectory.isInUse(directory)).as("a refusal leaves no lock").isFalse();
  }

  @Test
  void refusesADamagedDirectoryAndTakesOneThatWasNeverFinished() throws IOException {
    Path damaged = temporary.resolve("damaged");
    DataDirectory.open(damaged).close();
    Files.writeString(damaged.resolve("layout"), "");
    Path unfinished = temporary.resolve("unfinished");
    Files.createDirectories(unfinished.resolve("broker"));
    Files.createDirectories(unfinished.resolve("cds"));
    Files.writeString(unfinished.resolve("lock"), "");
    Files.writeString(unfinished.resolve("layout.draft"), "");

    assertThatThrownBy(() -> DataDirectory.open(damaged))
        .hasMessageContaining(
            "the directory is half-written; restore it from a backup, or delete it");
    DataDirectory.open(unfinished).close();
    assertThat(unfinished.resolve("layout")).hasContent("1\n");
  }

  @Test
  void theCacheOfAnEarlierVersionGoesAndWhatIsKeptStays() throws IOException {
    Path directory = temporary.resolve("d");
    DataDirectory.open(directory).close();
    Files.writeString(directory.resolve("storage/kept"), "x");
    Files.createDirectories(directory.resolve("cds/old"));
    Files.writeString(directory.resolve("cds/pod-classes.jar"), "x");
    Files.writeString(directory.resolve("cds/old/gateway.jsa"), "x");

    DataDirectory.open(directory).close();

    assertThat(directory.resolve("cds")).doesNotExist();
    assertThat(directory.resolve("pod-classes")).isEmptyDirectory();
    assertThat(directory.resolve("storage/kept")).hasContent("x");
  }

  @Test
  void refusesAFullDisk() {
    Path directory = temporary.resolve("d");

    assertThatThrownBy(() -> DataDirectory.open(directory, root -> 100L << 20))
        .hasMessage(
            "Expected 512 MB of free disk space for %s, but there are 100 MB; make room or name another directory with --data."
                .formatted(directory));
  }

  @Test
  void saysWhenItMayNotWrite() throws IOException {
    assertThatThrownBy(() -> DataDirectory.open(Path.of("/proc/weir-data")))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Expected to open the data directory /proc/weir-data, but: ")
        .hasMessageEndingWith("; name another directory with --data.");

    assumeFalse("root".equals(System.getProperty("user.name")), "root may write everywhere");
    Path directory = Files.createDirectory(temporary.resolve("d"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
    assertThatThrownBy(() -> DataDirectory.open(directory))
        .hasMessageContaining("may not; change its owner or name another directory");
  }
}
