package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What the example job has committed: lines {@code word=<word> count=<n> from=<origin>}. */
record Results(List<String> lines) {
  static Results in(Path directory) {
    if (!Files.isDirectory(directory)) {
      return new Results(List.of());
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return new Results(
          files
              .filter(Files::isRegularFile)
              .filter(file -> file.getFileName().toString().startsWith("part-"))
              .flatMap(Results::linesOf)
              .toList());
    } catch (IOException | UncheckedIOException failure) {
      throw new IllegalStateException("Expected to read the results in " + directory, failure);
    }
  }

  private static Stream<String> linesOf(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** From which states the counting went on. */
  Set<String> origins() {
    return lines.stream().map(line -> line.split(" from=")[1]).collect(Collectors.toSet());
  }

  /** Each word was counted 1, 2, 3, ... and each count was written once. */
  void assertExactlyOnce() {
    Map<String, List<Long>> counts = new HashMap<>();
    for (String line : lines) {
      String[] words = line.split("[ =]");
      counts.computeIfAbsent(words[1], word -> new ArrayList<>()).add(Long.valueOf(words[3]));
    }
    assertThat(counts).isNotEmpty();
    counts.forEach(
        (word, seen) ->
            assertThat(seen.stream().sorted().toList())
                .as("counts of '%s'", word)
                .isEqualTo(LongStream.rangeClosed(1, seen.size()).boxed().toList()));
  }
}
