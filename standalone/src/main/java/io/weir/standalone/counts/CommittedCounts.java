package io.weir.standalone.counts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the counting job has committed, over all its lives.
 *
 * @param lines {@code word=<word> count=<n> from=<origin>}, in no order
 */
public record CommittedCounts(List<String> lines) {
  public CommittedCounts {
    lines = List.copyOf(lines);
  }

  /** What there is in a directory by now; nothing if it is not there. */
  public static CommittedCounts in(Path directory) {
    if (!Files.isDirectory(directory)) {
      return new CommittedCounts(List.of());
    }
    try {
      return new CommittedCounts(
          committed(directory).stream().flatMap(CommittedCounts::linesOf).toList());
    } catch (IOException | UncheckedIOException failure) {
      throw new IllegalStateException("Expected to read the results in " + directory, failure);
    }
  }

  /** A file that is committed while the directory is read moves: it is in the next look. */
  private static List<Path> committed(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && file.getFileName().toString().startsWith("part-")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
    return files;
  }

  private static Stream<String> linesOf(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** From which states the counting went on: {@code fresh}, {@code checkpoint-7}. */
  public Set<String> origins() {
    return lines.stream().map(line -> line.split(" from=")[1]).collect(Collectors.toSet());
  }

  /** By word: every count that was written by jobs of such origins, ascending. */
  public Map<String, List<Long>> byWord(Predicate<String> origin) {
    Map<String, List<Long>> counts = new TreeMap<>();
    for (String line : lines) {
      String[] words = line.split("[ =]");
      if (origin.test(words[5])) {
        counts.computeIfAbsent(words[1], word -> new ArrayList<>()).add(Long.valueOf(words[3]));
      }
    }
    counts.values().forEach(each -> each.sort(null));
    return counts;
  }

  /**
   * What must not be, in words; empty when each word was counted 1, 2, 3, ... and each count was
   * written once. A count twice means that a job began from too old a state or that two ran; a
   * missing one that state or output was lost.
   */
  public List<String> faults() {
    List<String> faults = new ArrayList<>();
    byWord(any -> true)
        .forEach(
            (word, seen) -> {
              long expected = 1;
              for (long count : seen) {
                if (count != expected) {
                  faults.add(
                      "the word '%s' was counted to %d %s"
                          .formatted(
                              word,
                              Math.min(count, expected),
                              count < expected ? "twice" : "never"));
                  return;
                }
                expected++;
              }
            });
    return faults;
  }
}
