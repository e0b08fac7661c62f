package io.weir.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The port of the last start: pods that survive know the API server by it. */
final class RememberedPort {
  private RememberedPort() {}

  /**
   * @param wanted 0 for the port of the last start, if there was one
   */
  static int of(Path data, int wanted) throws IOException {
    Path file = file(data);
    return wanted == 0 && Files.exists(file)
        ? Integer.parseInt(Files.readString(file).strip())
        : wanted;
  }

  static void remember(Path data, int port) throws IOException {
    Files.writeString(file(data), Integer.toString(port));
  }

  private static Path file(Path data) {
    return data.resolve("port");
  }
}
