package io.weir.standalone.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** A repository that gives a program to who knows its key, and 404 to everybody else. */
final class ProgramServer implements AutoCloseable {
  private final HttpServer server;
  private final Path program;
  private final String path;

  /**
   * Begins to serve.
   *
   * @param program the file
   * @param key a step of the path to it
   */
  ProgramServer(Path program, String key) {
    this.program = program;
    this.path = "/" + key + "/" + program.getFileName();
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /** Where the program is, with something in the place of the key. */
  String uri(String key) {
    return "http://127.0.0.1:%d/%s/%s"
        .formatted(server.getAddress().getPort(), key, program.getFileName());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean known = exchange.getRequestURI().getPath().equals(path);
      exchange.sendResponseHeaders(known ? 200 : 404, known ? Files.size(program) : -1);
      if (known) {
        Files.copy(program, exchange.getResponseBody());
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
