package io.weir.executor.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.executor.deployment.decide.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an answer was lost for is looked for here, so "not seen" is not "not written". */
class FileStorageTest {
  private static final String OWN = "0193a000-0000-7000-8000-0000000000e1";
  private static final String OTHER = "0193a000-0000-7000-8000-0000000000e2";

  @TempDir Path volume;
  private final FileStorage storage = new FileStorage();

  @Test
  void findsTheNewestThatIsComplete() throws IOException {
    Path complete = Files.createDirectories(volume.resolve(OWN + "/savepoint-1"));
    Files.createDirectories(volume.resolve(OWN + "/savepoint-2"));
    Files.writeString(volume.resolve(OWN + "/notes"), "x");
    Files.writeString(complete.resolve("_metadata"), "m");
    assertThat(newest())
        .isInstanceOfSatisfying(
            Seen.Present.class,
            seen ->
                assertThat(((SavepointStorage.State) seen.value()).location())
                    .isEqualTo("file:" + complete));
  }

  @Test
  void nothingIsWrittenWhereTheStorageShowsItselfOnly() throws IOException {
    assertThat(newest())
        .isEqualTo(
            Seen.unknown(
                "there is nothing at file:%s, but %s, the nearest directory that is there, holds nothing else that Weir or Flink made: perhaps the storage is not mounted"
                    .formatted(volume.resolve(OWN), volume)));
    Files.createDirectories(volume.resolve(OTHER));
    assertThat(newest()).isEqualTo(Seen.absent());
    Files.delete(volume.resolve(OTHER));
    Files.createDirectories(volume.resolve(OWN + "/savepoint-1"));
    assertThat(newest()).as("begun, and not complete").isEqualTo(Seen.absent());
  }

  @Test
  void whatCannotBeLookedIntoIsUnknown() throws IOException {
    Files.createSymbolicLink(volume.resolve(OWN), volume.resolve(OWN));
    assertThat(newest()).isInstanceOf(Seen.Unknown.class);
    assertThat(storage.newest("s3://bucket/sp")).isInstanceOf(Seen.Unknown.class);
  }

  private Seen<SavepointStorage.State> newest() {
    return storage.newest("file:" + volume.resolve(OWN));
  }
}
