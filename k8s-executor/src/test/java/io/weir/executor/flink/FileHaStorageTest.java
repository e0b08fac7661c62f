package io.weir.executor.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exactly one cluster's directory goes, and none that it may share. */
class FileHaStorageTest {
  private static final UUID JOB = UUID.fromString("0193a000-0000-7000-8000-0000000000aa");

  private static final String OWN = JOB.toString();

  @TempDir Path directory;
  private final HaStorage storage = new FileHaStorage();

  @Test
  void removesTheJobsOwnDirectoryAndLeavesItsNeighbours() throws IOException {
    Path own = filled(directory.resolve("ha").resolve(JOB.toString()));
    Path other = filled(directory.resolve("ha/other"));
    assertThat(storage.holds(own.toUri().toString(), OWN)).isTrue();

    storage.remove(own.toUri().toString(), OWN);

    assertThat(own).doesNotExist();
    assertThat(other.resolve("blob/b")).exists();
    assertThat(storage.holds(own.toUri().toString(), OWN)).isFalse();
    storage.remove(own.toUri().toString(), OWN);
  }

  /** A session cluster's: below its id, with the number of the start. */
  @Test
  void removesTheDirectoryOfOneStartAndNotThatOfTheNext() throws IOException {
    Path first = filled(directory.resolve(OWN).resolve("1"));
    Path second = filled(directory.resolve(OWN).resolve("2"));
    assertThat(storage.holds(first.toString(), OWN + "/2")).isFalse();
    storage.remove(first.toString(), OWN + "/2");
    assertThat(first.resolve("blob/b")).exists();

    storage.remove(first.toString(), OWN + "/1");

    assertThat(first).doesNotExist();
    assertThat(second.resolve("blob/b")).exists();
    Path eleventh = filled(directory.resolve(OWN).resolve("11"));
    assertThat(storage.holds(eleventh.toString(), OWN + "/1")).isFalse();
  }

  @Test
  void removesNothingThatIsNotTheJobsAlone() throws IOException {
    Path shared = filled(directory.resolve("ha"));
    assertThat(storage.holds(shared.toUri().toString(), OWN)).isFalse();
    storage.remove(shared.toUri().toString(), OWN);
    assertThat(shared.resolve("blob/b")).exists();
    assertThat(storage.holds("s3://bucket/" + JOB, OWN)).isFalse();
  }

  @Test
  void removesNothingWhereStateLies() throws IOException {
    Path own = filled(directory.resolve(JOB.toString()));
    Files.createDirectories(own.resolve("0193a0/chk-7"));
    Files.writeString(own.resolve("0193a0/chk-7/_metadata"), "x");
    assertThat(storage.holds(own.toString(), OWN)).isFalse();
    storage.remove(own.toString(), OWN);
    assertThat(own.resolve("0193a0/chk-7/_metadata")).exists();
    assertThat(own.resolve("blob/b")).exists();
  }

  @Test
  void followsNoLink() throws IOException {
    Path elsewhere = filled(directory.resolve("elsewhere"));
    Path link = directory.resolve(JOB.toString());
    Files.createSymbolicLink(link, elsewhere);
    assertThat(storage.holds(link.toString(), OWN)).isFalse();
    Files.delete(link);

    Path own = filled(link);
    Files.createSymbolicLink(own.resolve("blob/link"), elsewhere);
    storage.remove(own.toString(), OWN);
    assertThat(own).doesNotExist();
    assertThat(elsewhere.resolve("blob/b")).exists();
  }

  private static Path filled(Path root) throws IOException {
    Files.createDirectories(root.resolve("blob"));
    Files.writeString(root.resolve("blob/b"), "x");
    return root;
  }
}
