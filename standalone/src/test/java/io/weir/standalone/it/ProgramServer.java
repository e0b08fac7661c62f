package io.weir.standalone.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A repository that gives a program to who knows its key, and 404 to everybody else; it serves from
 * its making until the tests of the class have ended.
 */
final class ProgramServer implements AfterAllCallback {
  private final HttpServer server;
  private final Supplier<Path> program;
  private final String key;

  /**
   * Begins to serve.
   *
   * @param program the file, asked for when somebody wants it
   * @param key a step of the path to it
   */
  ProgramServer(Supplier<Path> program, String key) {
    this.program = program;
    this.key = key;
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
    return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path(key));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean known = exchange.getRequestURI().getPath().equals(path(key));
      exchange.sendResponseHeaders(known ? 200 : 404, known ? Files.size(program.get()) : -1);
      if (known) {
        Files.copy(program.get(), exchange.getResponseBody());
      }
    }
  }

  private String path(String key) {
    return "/" + key + "/" + program.get().getFileName();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    server.stop(0);
  }
}
