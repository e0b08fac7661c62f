package io.weir.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackedBinariesTest {
  @TempDir Path binaries;

  @Test
  void dropsWhatACutShortUnpackingLeft() throws IOException {
    Path half = Files.createDirectories(binaries.resolve("PG-1/lib"));
    Files.writeString(half.resolve("libpq.so.5"), "half");
    Files.createSymbolicLink(half.resolve("libpq.so"), Path.of("libpq.so.5"));

    UnpackedBinaries.dropHalfUnpacked(binaries);

    assertThat(half).doesNotExist();
  }

  @Test
  void keepsWhatIsCompleteAndWhatIsNotOurs() throws IOException {
    Path complete = Files.createDirectories(binaries.resolve("PG-2/lib"));
    Files.writeString(binaries.resolve("PG-2/.exists"), "");
    Path foreign = Files.createDirectories(binaries.resolve("notes"));

    UnpackedBinaries.dropHalfUnpacked(binaries);

    assertThat(complete).exists();
    assertThat(foreign).exists();
  }

  @Test
  void leavesAnUnpackingThatIsUnderWayAlone() throws IOException {
    Path half = Files.createDirectories(binaries.resolve("PG-3/lib"));
    try (FileChannel channel =
            FileChannel.open(
                binaries.resolve("PG-3/epg-lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      UnpackedBinaries.dropHalfUnpacked(binaries);
    }

    assertThat(half).exists();
  }

  @Test
  void hasNothingToDoBeforeTheFirstStart() {
    UnpackedBinaries.dropHalfUnpacked(binaries.resolve("absent"));

    assertThat(binaries.resolve("absent")).doesNotExist();
  }
}
