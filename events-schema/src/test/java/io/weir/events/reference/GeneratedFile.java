package io.weir.events.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the repository that is written by the build and committed. */
final class GeneratedFile {
  private static final String COMMAND =
      "mvn -q -pl events-schema -am test -Dtest=GeneratedFilesTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dregenerate";

  private GeneratedFile() {}

  /** Fails when the file differs; with {@code -Dregenerate} writes it instead. */
  static void check(Path file, String expected) throws IOException {
    if (Boolean.getBoolean("regenerate")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
      return;
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as(
            "%s is written from the records and is stale. See docs/handbook.md 'add an event', then run: %s",
            Repository.ROOT.relativize(file), COMMAND)
        .isEqualTo(expected);
  }
}
