package io.weir.command.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileArtifactStorageTest extends ArtifactStorageContract {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  @TempDir Path base;

  @Override
  ArtifactStorage empty() {
    return new FileArtifactStorage(base, NOW);
  }

  @Override
  byte[] fetch(Artifact artifact) throws IOException {
    assertThat(artifact.uri().toString()).startsWith("file:///");
    return Files.readAllBytes(Path.of(artifact.uri()));
  }

  @Test
  void followsNoLinkAndShowsNothingThatIsNoArtifact() throws IOException {
    Path secret = Files.writeString(base.resolve("secret"), "x");
    Path namespace = Files.createDirectories(base.resolve("artifacts/namespaces/ns"));
    Files.createSymbolicLink(namespace.resolve("link.jar"), secret);
    Files.createDirectory(namespace.resolve("directory.jar"));
    Files.writeString(namespace.resolve("a name.jar"), "x");

    assertThat(empty().list("ns", 10)).isEmpty();
    assertThat(empty().find("ns", new ArtifactName("link.jar"))).isEmpty();
    assertThat(empty().delete("ns", new ArtifactName("link.jar"))).isFalse();
    assertThat(secret).exists();
  }

  @Test
  void forgetsWhatAProcessLeftThatDied() throws IOException {
    Path drafts = Files.createDirectories(base.resolve("artifacts/.drafts"));
    Path old = Files.writeString(drafts.resolve("old"), "x");
    Files.setLastModifiedTime(old, FileTime.from(NOW.minus(Duration.ofDays(2))));
    Path young = Files.writeString(drafts.resolve("young"), "x");
    Files.setLastModifiedTime(young, FileTime.from(NOW.minus(Duration.ofHours(1))));

    empty();

    assertThat(old).doesNotExist();
    assertThat(young).exists();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "../x.jar",
        "a/b.jar",
        "a\\b.jar",
        "/etc/passwd",
        "C:\\x.jar",
        ".hidden",
        "-x.jar",
        "a b.jar",
        "a%2fb.jar",
        "a\u0000.jar",
        "a\n.jar",
        "ü.jar",
        "a;b",
        "a:b",
        "~x",
        "a?b",
      })
  void refusesANameThatCouldMeanAnotherPlace(String name) {
    assertThatThrownBy(() -> new ArtifactName(name))
        .isInstanceOf(RefusedArtifactException.class)
        .hasMessageContaining("Rename the file");
  }

  @Test
  void refusesALongName() {
    assertThat(new ArtifactName("x".repeat(200)).text()).hasSize(200);
    assertThatThrownBy(() -> new ArtifactName("x".repeat(201)))
        .isInstanceOf(RefusedArtifactException.class);
  }
}
