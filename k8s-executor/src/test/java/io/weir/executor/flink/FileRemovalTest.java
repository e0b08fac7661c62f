package io.weir.executor.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.executor.deployment.decide.DataView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exactly one savepoint's files go, and nothing that is not Flink's state. */
class FileRemovalTest {
  @TempDir Path storage;
  private final FileRemoval removal = new FileRemoval();
  private Path savepoint;

  @BeforeEach
  void aSavepoint() throws IOException {
    savepoint = state(storage.resolve("one/savepoint-aaaa"));
  }

  @Test
  void removesASavepointAndItsOwnEmptyDirectory() throws Exception {
    Path other = state(storage.resolve("two/savepoint-bbbb"));
    assertThat(removal.look(uri(savepoint))).isEqualTo(new DataView.Present());
    removal.remove(uri(savepoint));

    assertThat(removal.look(uri(savepoint))).isEqualTo(new DataView.Absent());
    assertThat(storage.resolve("one")).doesNotExist();
    assertThat(other.resolve("_metadata")).exists();
    assertThat(storage).exists();
  }

  @Test
  void whatSharesTheParentStays() throws Exception {
    Path sibling = state(storage.resolve("one/savepoint-cccc"));
    removal.remove(uri(savepoint));
    assertThat(savepoint).doesNotExist();
    assertThat(sibling.resolve("data/part-0")).exists();
  }

  @Test
  void theLastCheckpointOfAJobTakesWhatTheyShared() throws Exception {
    Path job = storage.resolve("checkpoints/0123");
    Path first = state(job.resolve("chk-1"));
    Path last = state(job.resolve("chk-12"));
    Files.createDirectories(job.resolve("taskowned"));
    Files.createDirectories(job.resolve("shared"));
    Files.writeString(job.resolve("shared/sst"), "x");

    removal.remove(uri(last));
    assertThat(job.resolve("shared/sst")).exists();
    removal.remove(uri(first));
    assertThat(job).doesNotExist();
  }

  @Test
  void goesOnWhereACrashLeftIt() throws Exception {
    // The metadata file goes last: without the rest it still says that something is left.
    Files.delete(savepoint.resolve("data/part-0"));
    assertThat(removal.look(uri(savepoint))).isEqualTo(new DataView.Present());
    removal.remove(uri(savepoint));
    assertThat(removal.look(uri(savepoint))).isEqualTo(new DataView.Absent());
  }

  @Test
  void refusesWhatIsNoStateAndRemovesNothingOfIt() throws IOException {
    Path etc = Files.createDirectories(storage.resolve("etc"));
    Files.writeString(etc.resolve("passwd"), "x");
    assertThatThrownBy(() -> removal.remove(uri(etc)))
        .isInstanceOf(StateRemoval.NotStateException.class);
    assertThat(etc.resolve("passwd")).exists();
    Path link = Files.createSymbolicLink(storage.resolve("link"), savepoint);
    assertThatThrownBy(() -> removal.remove(uri(link)))
        .isInstanceOf(StateRemoval.NotStateException.class)
        .hasMessageContaining("but it is a link");
    assertThat(savepoint.resolve("_metadata")).exists();
  }

  @Test
  void doesNotFollowLinksOutOfTheSavepoint() throws Exception {
    Path outside = Files.createDirectories(storage.resolve("outside"));
    Files.writeString(outside.resolve("precious"), "x");
    Files.createSymbolicLink(savepoint.resolve("data/way-out"), outside);
    removal.remove(uri(savepoint));
    assertThat(savepoint).doesNotExist();
    assertThat(outside.resolve("precious")).exists();
  }

  @Test
  void saysWhichStorageItCannotReach() {
    assertThat(removal.look("s3://bucket/sp"))
        .isInstanceOfSatisfying(
            DataView.Unsupported.class,
            u -> assertThat(u.why()).contains("file:", "s3://bucket/sp"));
  }

  @Test
  void aStorageThatCannotBeLookedIntoIsNotTakenForAnEmptyOne() throws Exception {
    Path away = storage.resolve("away");
    Files.move(savepoint, away);
    Files.createSymbolicLink(savepoint, savepoint);
    assertThat(removal.look(uri(savepoint)))
        .isInstanceOfSatisfying(
            DataView.Unknown.class,
            u -> assertThat(u.why()).contains(uri(savepoint), "FileSystemException"));

    Files.delete(savepoint);
    Files.move(away, savepoint);
    removal.remove(uri(savepoint));
    assertThat(removal.look(uri(savepoint))).isEqualTo(new DataView.Absent());
  }

  private static Path state(Path directory) throws IOException {
    Files.createDirectories(directory.resolve("data"));
    Files.writeString(directory.resolve("_metadata"), "m");
    Files.writeString(directory.resolve("data/part-0"), "d");
    return directory;
  }

  private static String uri(Path path) {
    return "file:" + path.toAbsolutePath();
  }
}
