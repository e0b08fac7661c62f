package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What the example job has committed: lines {@code word=<word> count=<n> from=<origin>}. */
record Results(List<String> lines) {
  static Results in(Path directory) {
    if (!Files.isDirectory(directory)) {
      return new Results(List.of());
    }
    List<Path> parts = new ArrayList<>();
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.getFileName().toString().startsWith("part-")) {
                parts.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            /** Flink gives a file another name when it is committed. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure)
                throws IOException {
              if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw failure;
            }
          });
      return new Results(parts.stream().flatMap(Results::linesOf).toList());
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
    Map<String, List<Long>> counts = counts(from -> true);
    assertThat(counts).isNotEmpty();
    counts.forEach((word, seen) -> assertRun(word, 1, seen));
  }

  /**
   * Two jobs, one after the other, went on from where the first one had ended: both of them began
   * with the count after its last, and left none out.
   */
  void assertWentOnTwiceFromTheSameState() {
    Map<String, List<Long>> first = counts("fresh"::equals);
    Map<String, List<Long>> later = counts(from -> !from.equals("fresh"));
    assertThat(first).isNotEmpty();
    assertThat(later.keySet()).isEqualTo(first.keySet());
    first.forEach(
        (word, seen) -> {
          assertRun(word, 1, seen);
          long next = seen.size() + 1;
          assertRun(word, next, later.get(word).stream().distinct().toList());
          assertThat(Collections.frequency(later.get(word), next))
              .as("how often '%s' was counted %d", word, next)
              .isEqualTo(2);
        });
  }

  /** By word: every count that was written by jobs of such origins. */
  private Map<String, List<Long>> counts(Predicate<String> origin) {
    Map<String, List<Long>> counts = new HashMap<>();
    for (String line : lines) {
      String[] words = line.split("[ =]");
      if (origin.test(words[5])) {
        counts.computeIfAbsent(words[1], word -> new ArrayList<>()).add(Long.valueOf(words[3]));
      }
    }
    return counts;
  }

  private static void assertRun(String word, long first, List<Long> counts) {
    assertThat(counts.stream().sorted().toList())
        .as("counts of '%s'", word)
        .isEqualTo(LongStream.range(first, first + counts.size()).boxed().toList());
  }
}
