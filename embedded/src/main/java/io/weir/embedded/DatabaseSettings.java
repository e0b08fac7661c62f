package io.weir.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Where and how the embedded PostgreSQL runs.
 *
 * @param directory holds the data, the lock and the log; made when absent
 * @param port the port of clients, 1 to 65535; keep it the same from start to start
 * @param binaries where the server's programs are unpacked (60 MB, once); several databases may
 *     share it
 * @param startWithin how long the server may take until it answers, crash recovery included
 * @param stopsAtExit whether it is stopped as soon as this JVM begins to end, before whoever uses
 *     it; otherwise who started it closes it, when its users have ended
 */
public record DatabaseSettings(
    Path directory, int port, Path binaries, Duration startWithin, boolean stopsAtExit) {
  private static final Duration START_WITHIN = Duration.ofSeconds(60);

  public DatabaseSettings {
    directory = directory.toAbsolutePath().normalize();
    binaries = binaries.toAbsolutePath().normalize();
    Objects.requireNonNull(startWithin, "startWithin");
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "Expected port between 1 and 65535, but it is %d.".formatted(port));
    }
  }

  /** A fixed port; the programs are unpacked inside the directory; who starts it closes it. */
  public static DatabaseSettings of(Path directory, int port) {
    return new DatabaseSettings(
        directory, port, directory.resolve("binaries"), START_WITHIN, false);
  }

  /**
   * A port that is free now; the programs are unpacked once for all tests of this machine's user.
   */
  public static DatabaseSettings onFreePort(Path directory) {
    Path shared =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "weir-postgres-" + System.getProperty("user.name"));
    return new DatabaseSettings(directory, Ports.free(), shared, START_WITHIN, true);
  }
}
