package io.weir.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * Where and how the embedded broker runs.
 *
 * @param directory holds the broker's data, lock and log; made when absent
 * @param port the port of clients, 1 to 65535
 * @param controllerPort the port of the broker's own controller, 1 to 65535, another than {@code
 *     port}
 * @param classPath the class path of the child JVM; must hold this module and what it depends on
 * @param startWithin how long the first answer may take
 */
public record BrokerSettings(
    Path directory, int port, int controllerPort, String classPath, Duration startWithin) {
  private static final Duration START_WITHIN = Duration.ofSeconds(90);

  public BrokerSettings {
    directory = directory.toAbsolutePath().normalize();
    Objects.requireNonNull(classPath, "classPath");
    Objects.requireNonNull(startWithin, "startWithin");
    requirePort("port", port);
    requirePort("controllerPort", controllerPort);
    if (port == controllerPort) {
      throw new IllegalArgumentException(
          "Expected two different ports for the broker and its controller, but both are "
              + port
              + ".");
    }
  }

  /** Fixed ports, the class path of this JVM. */
  public static BrokerSettings of(Path directory, int port, int controllerPort) {
    return new BrokerSettings(
        directory, port, controllerPort, System.getProperty("java.class.path"), START_WITHIN);
  }

  /** Ports that are free now, the class path of this JVM: for tests. */
  public static BrokerSettings onFreePorts(Path directory) {
    int port = Ports.free();
    int controllerPort = Ports.free();
    while (controllerPort == port) {
      controllerPort = Ports.free();
    }
    return of(directory, port, controllerPort);
  }

  private static void requirePort(String name, int value) {
    if (value < 1 || value > 65_535) {
      throw new IllegalArgumentException(
          "Expected %s between 1 and 65535, but it is %d.".formatted(name, value));
    }
  }
}
