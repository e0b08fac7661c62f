package io.weir.chaos.check;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    try {
      List<String> lines = new ArrayList<>();
      for (Path file : committed(directory)) {
        lines.addAll(Files.readAllLines(file));
      }
      return lines;
    } catch (IOException failure) {
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
}
