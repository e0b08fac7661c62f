package io.weir.embedded;

import java.nio.file.Path;

/**
 * A parent that can be killed: {@code ParentMain broker|database <directory> <port> <second port>};
 * prints the server's pid and waits.
 */
final class ParentMain {
  private ParentMain() {}

  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[1]);
    int port = Integer.parseInt(args[2]);
    switch (args[0]) {
      case "broker" -> {
        EmbeddedBroker broker =
            EmbeddedBroker.start(BrokerSettings.of(directory, port, Integer.parseInt(args[3])));
        System.out.println(broker.pid());
      }
      case "database" -> {
        Path binaries = DatabaseSettings.onFreePort(directory).binaries();
        EmbeddedDatabase.start(
            new DatabaseSettings(
                directory, port, binaries, java.time.Duration.ofSeconds(60), true));
        System.out.println(new DatabaseDirectory(directory).postmaster().orElseThrow().pid());
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
    Thread.sleep(Long.MAX_VALUE);
  }

  /** Starts this class in a JVM of its own; returns it and the pid that it printed. */
  static Started launch(String... args) throws Exception {
    var command =
        new java.util.ArrayList<>(
            java.util.List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ParentMain.class.getName()));
    command.addAll(java.util.List.of(args));
    Process parent =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String line = parent.inputReader().readLine();
    if (line == null) {
      throw new IllegalStateException("Expected the parent to print a pid, but it ended.");
    }
    return new Started(parent, ProcessHandle.of(Long.parseLong(line)).orElseThrow());
  }

  record Started(Process parent, ProcessHandle server) {}
}
