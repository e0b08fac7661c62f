package io.weir.standalone.it;

import io.weir.embedded.Ports;
import io.weir.standalone.command.RunningStack;
import io.weir.standalone.process.PartStatus;
import io.weir.standalone.stack.BuiltModules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.stream.Stream;

/** A whole Weir in a directory and on a port of its own, until the last test has ended. */
final class SharedStack implements AutoCloseable {
  private final BuiltModules modules =
      new BuiltModules(Path.of(System.getProperty("weir.root")).toAbsolutePath());
  private final int port = Ports.free();
  private final Path directory;
  private RunningStack stack;
  private volatile boolean kept;

  private SharedStack(Path directory) {
    this.directory = directory;
  }

  static SharedStack start() {
    try {
      SharedStack started = new SharedStack(Files.createTempDirectory("weir-it-"));
      started.up();
      return started;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() throws IOException {
    down();
    if (kept) {
      System.out.println("The data directory of the failed test is kept: " + directory);
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(SharedStack::delete);
    }
  }

  void up() {
    stack =
        RunningStack.open(
            modules,
            directory,
            port,
            Clock.systemUTC(),
            orphans -> {},
            status -> {
              if (status.state() == PartStatus.State.RESTARTING) {
                System.out.println(status);
              }
            });
    try {
      stack.bringUp();
    } catch (RuntimeException failure) {
      stack.close();
      throw failure;
    }
  }

  void down() {
    stack.close();
  }

  /** Leaves the directory for somebody to look at. */
  void keep() {
    kept = true;
  }

  RunningStack stack() {
    return stack;
  }

  BuiltModules modules() {
    return modules;
  }

  Path directory() {
    return directory;
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
