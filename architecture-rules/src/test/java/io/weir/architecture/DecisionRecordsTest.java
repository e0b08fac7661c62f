package io.weir.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Decision records keep their numbers, and the index knows them all (docs/handbook.md). */
class DecisionRecordsTest {
  private static final Path FOLDER = Path.of("").toAbsolutePath().resolveSibling("docs/adr");

  @Test
  void aNumberIsUsedOnce() throws IOException {
    assertThat(records())
        .isNotEmpty()
        .extracting(name -> name.substring(0, 3))
        .as("a decision record takes the next free number")
        .doesNotHaveDuplicates();
  }

  @Test
  void theFirstLineHasTheNumber() throws IOException {
    for (String name : records()) {
      assertThat(name).matches("[0-9]{3}-[a-z0-9]+(-[a-z0-9]+)*\\.md");
      assertThat(Files.readAllLines(FOLDER.resolve(name)).getFirst())
          .as("first line of docs/adr/%s", name)
          .startsWith("# " + name.substring(0, 3) + ": ");
    }
  }

  @Test
  void theIndexNamesEachOnce() throws IOException {
    String index = Files.readString(FOLDER.resolve("README.md"));
    for (String name : records())
      assertThat(index)
          .as("docs/adr/README.md needs the row: | [%s](%s) | ... |", name.substring(0, 3), name)
          .containsOnlyOnce("| [%s](%s) |".formatted(name.substring(0, 3), name));
  }

  private static List<String> records() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("README.md"))
          .sorted()
          .toList();
    }
  }
}
