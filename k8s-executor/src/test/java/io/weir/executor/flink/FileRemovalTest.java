package io.weir.executor.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.executor.deployment.decide.DataView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exactly one savepoint's files go, and nothing that is not Flink's state. */
class FileRemovalTest {
  private static final String ONE = "0193a000-0000-7000-8000-0000000000e1";
  private static final String TWO = "0193a000-0000-7000-8000-0000000000e2";
  private static final String JOB = "0193a000000070008000000000000001";

  private static final DataView GONE = new DataView.Absent();

  @TempDir Path storage;
  private final FileRemoval removal = new FileRemoval();
  private Path savepoint;

  @BeforeEach
  void aSavepoint() throws IOException {
    savepoint = state(storage.resolve(ONE + "/savepoint-aaaa"));
  }

  @Test
  void removesASavepointAndItsOwnEmptyDirectory() throws Exception {
    Path other = state(storage.resolve(TWO + "/savepoint-bbbb"));
    assertThat(removal.look(uri(savepoint))).isEqualTo(new DataView.Present());
    removal.remove(uri(savepoint));

    assertThat(removal.look(uri(savepoint))).isEqualTo(new DataView.Absent());
    assertThat(storage.resolve(ONE)).doesNotExist();
    assertThat(other.resolve("_metadata")).exists();
    assertThat(storage).exists();
  }

  @Test
  void whatSharesTheParentStays() throws Exception {
    Path sibling = state(storage.resolve(ONE + "/savepoint-cccc"));
    removal.remove(uri(savepoint));
    assertThat(savepoint).doesNotExist();
    assertThat(sibling.resolve("data/part-0")).exists();
  }

  @Test
  void theLastCheckpointOfAJobTakesWhatTheyShared() throws Exception {
    Path job = storage.resolve("checkpoints/" + JOB);
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
    assertThat(missing(savepoint).likeRemoved()).isTrue();
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
    assertThat(missing(savepoint).likeRemoved()).isTrue();
  }

  @Test
  void whatIsMissingIsGoneOnlyWhereTheStorageShowsItself() throws Exception {
    Path volume = storage.resolve("volume");
    Path here = state(volume.resolve(ONE + "/savepoint-aaaa"));
    Path beside = state(volume.resolve(TWO + "/savepoint-bbbb"));
    Path away = storage.resolve("away");
    Files.move(volume, away);
    assertThat(missing(here).likeRemoved()).as("not even a place to mount it at").isFalse();

    Files.createDirectories(volume);
    Files.createDirectories(volume.resolve("lost+found"));
    Files.writeString(volume.resolve(TWO), "a file is no directory of a savepoint");
    assertThat(missing(here).likeRemoved()).as("an empty place to mount it at").isTrue();
    assertThat(missing(here).why())
        .isEqualTo(
            "There is nothing at %s, but it cannot be told whether the data is gone: %s, the nearest directory that is there, holds nothing else that Weir or Flink made: perhaps the storage is not mounted"
                .formatted(uri(here), volume));

    delete(volume);
    Files.move(away, volume);
    assertThat(removal.look(uri(here))).isEqualTo(new DataView.Present());
    delete(here);
    assertThat(removal.look(uri(here))).as("its own directory is there").isEqualTo(GONE);
    Files.delete(here.getParent());
    assertThat(removal.look(uri(here))).as("another savepoint's is").isEqualTo(GONE);
    delete(beside.getParent());
    assertThat(missing(here).likeRemoved()).as("nothing of Weir is left").isTrue();
  }

  @Test
  void theDirectoryOfADeploymentOrWhatIsBelowTheBaseShowsTheStorageToo() throws Exception {
    Path base = Files.createDirectories(storage.resolve("base"));
    Path data = base.resolve("flink-savepoints/namespaces/n/deployments/" + TWO + "/x/savepoint-1");
    assertThat(missing(data).likeRemoved()).isFalse();
    Files.createDirectories(base.resolve("flink-ha"));
    assertThat(removal.look(uri(data))).isEqualTo(GONE);
    delete(base.resolve("flink-ha"));
    Files.createDirectories(base.resolve("flink-savepoints"));
    assertThat(missing(data).likeRemoved()).as("may be a place to mount it at").isFalse();
    Files.createDirectories(base.resolve("flink-savepoints/namespaces"));
    assertThat(removal.look(uri(data))).isEqualTo(GONE);
  }

  @Test
  void aLinkThatLeadsNowhereIsNotTakenForDataThatIsGone() throws Exception {
    Path away = storage.resolve("away");
    Files.move(savepoint, away);
    Files.createSymbolicLink(savepoint, storage.resolve("not-mounted"));
    assertThat(missing(savepoint).why()).contains(savepoint + " is a link");
    assertThat(missing(savepoint).likeRemoved()).isTrue();
  }

  @Test
  void filesWithoutMetadataAreNeitherStateNorNothing() throws Exception {
    Files.delete(savepoint.resolve("_metadata"));
    assertThat(removal.look(uri(savepoint)))
        .isEqualTo(
            new DataView.NoState(
                "There are files at %s, but not the _metadata that Flink's state has"
                    .formatted(uri(savepoint))));
    delete(savepoint.resolve("data"));
    assertThat(removal.look(uri(savepoint))).isEqualTo(GONE);
  }

  private DataView.Missing missing(Path data) {
    DataView seen = removal.look(uri(data));
    assertThat(seen).isInstanceOf(DataView.Missing.class);
    return (DataView.Missing) seen;
  }

  private static Path state(Path directory) throws IOException {
    Files.createDirectories(directory.resolve("data"));
    Files.writeString(directory.resolve("_metadata"), "m");
    Files.writeString(directory.resolve("data/part-0"), "d");
    return directory;
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
    }
  }

  private static String uri(Path path) {
    return "file:" + path.toAbsolutePath();
  }
}
