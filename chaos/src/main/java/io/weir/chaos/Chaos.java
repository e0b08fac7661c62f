package io.weir.chaos;

import io.weir.chaos.check.Verdict;
import io.weir.chaos.run.ChaosRun;
import io.weir.standalone.refusal.UserError;
import io.weir.standalone.stack.BuiltModules;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The main class behind {@code ./weir chaos}: starts a Weir of its own, kills it and its parts
 * while commands come in and a job runs, and judges what is left. Ends with 0 when all is well,
 * with 1 when it is not.
 */
public final class Chaos {
  private Chaos() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      ChaosOptions options = ChaosOptions.parse(List.of(args));
      System.exit(run(options, System.out) ? 0 : 1);
    } catch (UserError refused) {
      System.err.println("weir: " + refused.getMessage());
      System.exit(1);
    }
  }

  private static boolean run(ChaosOptions options, PrintStream out)
      throws IOException, InterruptedException {
    BuiltModules modules =
        new BuiltModules(
            Path.of(System.getProperty("weir.root", ".")).toAbsolutePath().normalize());
    Path directory = emptyDirectory(options);
    long begun = System.nanoTime();
    ChaosRun run =
        new ChaosRun(
            modules,
            directory,
            line -> {
              out.printf(
                  Locale.ROOT,
                  "[%7.1fs] %s%n",
                  Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1e3,
                  line);
              out.flush();
            },
            out::println);
    List<Verdict> verdicts =
        run.run(options.kills(), options.seed(), options.atMost(), options.failpoints());
    boolean good = verdicts.stream().allMatch(Verdict::isGood);
    out.println(
        good
            ? "Survived %d kills (seed %d).".formatted(run.count().total(), options.seed())
            : "NOT all is well after %d kills (seed %d); the data is kept in %s."
                .formatted(run.count().total(), options.seed(), directory));
    if (good) {
      delete(directory);
    }
    return good;
  }

  private static Path emptyDirectory(ChaosOptions options) throws IOException {
    if (options.data().isEmpty()) {
      return Files.createTempDirectory("weir-chaos-");
    }
    Path directory = options.data().get().toAbsolutePath().normalize();
    Files.createDirectories(directory);
    try (Stream<Path> files = Files.list(directory)) {
      if (files.findAny().isPresent()) {
        throw new UserError(
            "Expected a new or empty directory at %s, but it holds files; a campaign is not for data that somebody needs."
                .formatted(directory));
      }
    }
    return directory;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }
}
