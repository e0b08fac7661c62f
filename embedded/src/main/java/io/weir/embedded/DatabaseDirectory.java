package io.weir.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory of an embedded PostgreSQL: its data, its log, the mark of an unfinished first
 * start, and the server that an earlier life left there.
 */
final class DatabaseDirectory {
  private final Path root;

  DatabaseDirectory(Path root) {
    this.root = root;
  }

  Path data() {
    return root.resolve("data");
  }

  Path serverLog() {
    return root.resolve("postgres.log");
  }

  /**
   * The running server, by the pid file that it keeps; a pid that some other program has got since
   * does not count.
   */
  Optional<ProcessHandle> postmaster() {
    Path pidFile = data().resolve("postmaster.pid");
    try {
      List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
      return lines.stream()
          .findFirst()
          .map(String::strip)
          .filter(line -> line.matches("\\d+"))
          .flatMap(line -> ProcessHandle.of(Long.parseLong(line)))
          .filter(Processes::isRunning)
          .filter(process -> process.info().command().orElse("").endsWith("/postgres"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * Stops the server that runs on this directory, if one does. The caller holds the directory's
   * lock, so nobody else uses it.
   */
  void stopOrphan() {
    postmaster().ifPresent(Processes::interruptThenKill);
  }

  /**
   * Before the server starts. On a first start, marks it as unfinished; a first start that was cut
   * short holds nothing and is begun again.
   *
   * @throws CannotStartException when the data directory holds something that is no PostgreSQL data
   */
  void beginStart() {
    try {
      if (Files.exists(mark())) {
        deleteTree(data());
      }
      if (!holdsFiles(data())) {
        Files.createDirectories(root);
        Files.writeString(mark(), "The first start of the database in data/ is not finished.\n");
      } else if (!Files.exists(data().resolve("global/pg_control"))
          || !Files.exists(data().resolve("postgresql.conf"))) {
        throw new CannotStartException(
            "Expected PostgreSQL data in %s, but it is half-written; restore the directory from a backup, or delete it to start empty."
                .formatted(data()));
      }
    } catch (IOException failure) {
      throw new CannotStartException(
          "Expected to prepare the database directory %s, but: %s.".formatted(root, failure),
          failure);
    }
  }

  /** After the server has answered. */
  void endStart() {
    try {
      Files.deleteIfExists(mark());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static void deleteTree(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Path mark() {
    return root.resolve("first-start-unfinished");
  }

  private static boolean holdsFiles(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return false;
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.findAny().isPresent();
    }
  }
}
