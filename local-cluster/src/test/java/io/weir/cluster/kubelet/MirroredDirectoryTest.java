package io.weir.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirroredDirectoryTest {
  @TempDir Path directory;
  private Path source;
  private Path mirror;

  @BeforeEach
  void fill() throws IOException {
    source = directory.resolve("volumes/usrlib");
    mirror = directory.resolve("root/opt/flink/usrlib");
    Files.createDirectories(source.resolve("udf"));
    Files.writeString(source.resolve("job.jar"), "job");
    Files.writeString(source.resolve("udf/more.jar"), "more");
  }

  @Test
  void showsTheFilesToWhoFollowsNoLinkToADirectory() throws IOException {
    MirroredDirectory.lay(mirror, source);

    assertThat(Files.isDirectory(mirror, LinkOption.NOFOLLOW_LINKS)).isTrue();
    assertThat(filesWithoutFollowingLinks()).containsExactly("job.jar", "udf/more.jar");
    assertThat(mirror.resolve("udf/more.jar")).hasContent("more");
  }

  @Test
  void isBroughtUpToDateByTheNextRun() throws IOException {
    MirroredDirectory.lay(mirror, source);
    Files.delete(source.resolve("udf/more.jar"));
    Files.writeString(source.resolve("other.jar"), "other");

    MirroredDirectory.lay(mirror, source);

    assertThat(filesWithoutFollowingLinks()).containsExactly("job.jar", "other.jar");
    assertThat(source.resolve("job.jar")).hasContent("job");
  }

  @Test
  void leavesAloneWhatIsNotItsOwn() throws IOException {
    Files.createDirectories(mirror);
    Files.writeString(mirror.resolve("own.jar"), "own");

    assertThatThrownBy(() -> MirroredDirectory.lay(mirror, source))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("own.jar");
    assertThat(mirror.resolve("own.jar")).hasContent("own");
  }

  private List<String> filesWithoutFollowingLinks() throws IOException {
    try (Stream<Path> paths = Files.walk(mirror)) {
      return paths
          .filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .map(path -> mirror.relativize(path).toString())
          .sorted()
          .toList();
    }
  }
}
