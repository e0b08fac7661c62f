package io.weir.standalone.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Which processes belong to a data directory: one file per process, so that a later start finds
 * those that outlived their parent.
 *
 * @param directory holds the files
 */
public record PidFiles(Path directory) {
  private static final String SUFFIX = ".pid";
  private static final Duration ORDERLY = Duration.ofSeconds(10);

  /** Writes down a process under a name. */
  public void write(String name, ProcessIdentity process) {
    try {
      Files.createDirectories(directory);
      Files.writeString(file(name), process.text() + "\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The process under a name, if it is on record and runs. */
  public Optional<ProcessHandle> running(String name) {
    try {
      return ProcessIdentity.parse(Files.readString(file(name))).flatMap(ProcessIdentity::find);
    } catch (IOException noFile) {
      return Optional.empty();
    }
  }

  /** Forgets a process that has ended. */
  public void forget(String name) {
    try {
      Files.deleteIfExists(file(name));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Ends every process on record that still runs, and forgets them all; says which did. */
  public List<String> endOrphans() {
    try (Stream<Path> files = Files.exists(directory) ? Files.list(directory) : Stream.empty()) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith(SUFFIX))
              .map(file -> file.substring(0, file.length() - SUFFIX.length()))
              .toList();
      List<String> orphans = names.stream().filter(name -> running(name).isPresent()).toList();
      orphans.forEach(name -> running(name).ifPresent(PidFiles::end));
      names.forEach(this::forget);
      return orphans;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Asks a process to end, and ends it when it does not. Returns when it is gone. */
  public static void end(ProcessHandle process) {
    process.destroy();
    if (!isGoneWithin(process, ORDERLY)) {
      process.destroyForcibly();
      isGoneWithin(process, ORDERLY);
    }
  }

  private static boolean isGoneWithin(ProcessHandle process, Duration within) {
    try {
      process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillThere) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private Path file(String name) {
    return directory.resolve(name + SUFFIX);
  }
}
