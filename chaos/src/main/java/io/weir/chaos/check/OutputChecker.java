package io.weir.chaos.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the counting job has committed, over all its lives: each word was counted 1, 2, 3, ... and
 * each count was written once. A count twice means that a job began from too old a state or that
 * two ran; a missing one that state or output was lost.
 */
public final class OutputChecker {
  private OutputChecker() {}

  /**
   * The committed lines, {@code word=<word> count=<n> from=<origin>}, in a directory of results.
   */
  public static List<String> lines(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      List<String> lines = new ArrayList<>();
      for (Path file : files.filter(OutputChecker::isCommitted).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
      return lines;
    } catch (IOException | UncheckedIOException failure) {
      throw new IllegalStateException("Expected to read the results in " + directory, failure);
    }
  }

  /** What must not be, in words; empty when all is well. */
  public static List<String> faults(List<String> lines) {
    Map<String, List<Long>> counts = new TreeMap<>();
    for (String line : lines) {
      String[] words = line.split("[ =]");
      counts.computeIfAbsent(words[1], word -> new ArrayList<>()).add(Long.valueOf(words[3]));
    }
    List<String> faults = new ArrayList<>();
    counts.forEach(
        (word, seen) -> {
          long expected = 1;
          for (long count : seen.stream().sorted().toList()) {
            if (count != expected) {
              faults.add(
                  "the word '%s' was counted to %d %s"
                      .formatted(
                          word, Math.min(count, expected), count < expected ? "twice" : "never"));
              return;
            }
            expected++;
          }
        });
    return faults;
  }

  private static boolean isCommitted(Path file) {
    return Files.isRegularFile(file) && file.getFileName().toString().startsWith("part-");
  }
}
