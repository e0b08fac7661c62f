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
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One whole Weir for the tests of a class, in a directory of its own. */
final class StackExtension
    implements BeforeAllCallback, AfterTestExecutionCallback, AfterAllCallback {
  private final BuiltModules modules =
      new BuiltModules(Path.of(System.getProperty("weir.root")).toAbsolutePath());
  private final int port = Ports.free();
  private Path directory;
  private RunningStack stack;
  private boolean failed;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    directory = Files.createTempDirectory("weir-it-");
    up();
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    failed |= context.getExecutionException().isPresent();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    down();
    if (failed) {
      System.out.println("The data directory of the failed test is kept: " + directory);
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(StackExtension::delete);
    }
  }

  /** Starts everything on the same directory and port. */
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

  /** Stops everything; the data stays. */
  void down() {
    stack.close();
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
