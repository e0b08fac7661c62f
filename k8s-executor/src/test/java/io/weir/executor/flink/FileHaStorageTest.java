package io.weir.executor.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exactly one job's directory goes, and none that it may share. */
class FileHaStorageTest {
  private static final UUID JOB = UUID.fromString("0193a000-0000-7000-8000-0000000000aa");

  @TempDir Path directory;
  private final HaStorage storage = new FileHaStorage();

  @Test
  void removesTheJobsOwnDirectoryAndLeavesItsNeighbours() throws IOException {
    Path own = filled(directory.resolve("ha").resolve(JOB.toString()));
    Path other = filled(directory.resolve("ha/other"));
    assertThat(storage.holds(own.toUri().toString(), JOB)).isTrue();

    storage.remove(own.toUri().toString(), JOB);

    assertThat(own).doesNotExist();
    assertThat(other.resolve("blob/b")).exists();
    assertThat(storage.holds(own.toUri().toString(), JOB)).isFalse();
    storage.remove(own.toUri().toString(), JOB);
  }

  @Test
  void removesNothingThatIsNotTheJobsAlone() throws IOException {
    Path shared = filled(directory.resolve("ha"));
    assertThat(storage.holds(shared.toUri().toString(), JOB)).isFalse();
    storage.remove(shared.toUri().toString(), JOB);
    assertThat(shared.resolve("blob/b")).exists();
    assertThat(storage.holds("s3://bucket/" + JOB, JOB)).isFalse();
  }

  @Test
  void removesNothingWhereStateLies() throws IOException {
    Path own = filled(directory.resolve(JOB.toString()));
    Files.createDirectories(own.resolve("0193a0/chk-7"));
    Files.writeString(own.resolve("0193a0/chk-7/_metadata"), "x");
    assertThat(storage.holds(own.toString(), JOB)).isFalse();
    storage.remove(own.toString(), JOB);
    assertThat(own.resolve("0193a0/chk-7/_metadata")).exists();
    assertThat(own.resolve("blob/b")).exists();
  }

  @Test
  void followsNoLink() throws IOException {
    Path elsewhere = filled(directory.resolve("elsewhere"));
    Path link = directory.resolve(JOB.toString());
    Files.createSymbolicLink(link, elsewhere);
    assertThat(storage.holds(link.toString(), JOB)).isFalse();
    Files.delete(link);

    Path own = filled(link);
    Files.createSymbolicLink(own.resolve("blob/link"), elsewhere);
    storage.remove(own.toString(), JOB);
    assertThat(own).doesNotExist();
    assertThat(elsewhere.resolve("blob/b")).exists();
  }

  private static Path filled(Path root) throws IOException {
    Files.createDirectories(root.resolve("blob"));
    Files.writeString(root.resolve("blob/b"), "x");
    return root;
  }
}
