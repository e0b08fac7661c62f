package io.weir.cluster.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTableTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flink:2.3.0",
        "flink:2.3.0-java17",
        "docker.io/flink:2.3.0",
        "docker.io/library/flink:2.3.0-scala_2.12-java21"
      })
  void findsFlinkUnderAllItsNames(String name) throws IOException {
    Files.createDirectories(directory.resolve("f/lib"));
    Files.writeString(directory.resolve("f/lib/b.jar"), "");
    Files.writeString(directory.resolve("f/lib/a.jar"), "");
    Files.writeString(directory.resolve("f/lib/notes.txt"), "");
    ImageTable table = table("- {name: 'flink:2.3.0*', runtime: flink, home: f}");
    assertThat(table.find(name))
        .hasValueSatisfying(
            image ->
                assertThat(((Image.Flink) image).jars())
                    .extracting(jar -> jar.getFileName().toString())
                    .containsExactly("a.jar", "b.jar"));
    assertThat(table.find("flink:2.2.0")).isEmpty();
    assertThat(table.find("other/flink:2.3.0")).isEmpty();
  }

  @Test
  void takesTheFirstThatFits() throws IOException {
    ImageTable table =
        table(
            """
            - {name: 'a/*-x:*', runtime: fetcher}
              - {name: '*', runtime: host}""");
    assertThat(table.find("a/b-x:1")).contains(new Image.Fetcher());
    assertThat(table.find("a/b:1")).contains(new Image.Host());
    assertThat(table.names()).containsExactly("a/*-x:*", "*");
  }

  @Test
  void saysWhatIsWrongWithATable() {
    assertThatThrownBy(() -> table("- {name: a, runtime: docker}"))
        .hasMessageContaining("flink, fetcher or host, but it is `docker`");
    assertThatThrownBy(() -> table("- {runtime: host}")).hasMessageContaining("Expected a `name`");
    assertThatThrownBy(() -> table("- {name: a, runtime: flink, home: nowhere}"))
        .hasMessageContaining("Expected the jars of image a")
        .hasMessageContaining("build local-cluster first");
    Path empty = directory.resolve("empty.yaml");
    assertThatThrownBy(
            () -> {
              Files.writeString(empty, "pictures: []");
              ImageTable.read(empty);
            })
        .hasMessageContaining("Expected a list `images`");
  }

  private ImageTable table(String entries) throws IOException {
    Path file = directory.resolve("images.yaml");
    Files.writeString(file, "images:\n  " + entries + "\n");
    return ImageTable.read(file);
  }
}
