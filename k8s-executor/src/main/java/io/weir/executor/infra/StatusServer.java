package io.weir.executor.infra;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.weir.executor.ui.FlinkUi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** GET /livez, /readyz (200 or 503) and /metrics, and the web UIs of the jobs' Flink clusters. */
final class StatusServer implements AutoCloseable {
  private final HttpServer server;

  private StatusServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Listens.
   *
   * @param port 0: any free one
   */
  static StatusServer start(
      String address,
      int port,
      BooleanSupplier ready,
      Supplier<String> metrics,
      HttpHandler flinkUi) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 0);
      answer(server, "/livez", () -> 200, () -> "ok\n");
      answer(
          server,
          "/readyz",
          () -> ready.getAsBoolean() ? 200 : 503,
          () -> ready.getAsBoolean() ? "ok\n" : "the log has not been read to its end\n");
      answer(server, "/metrics", () -> 200, metrics);
      server.createContext(FlinkUi.ROOT, flinkUi);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return new StatusServer(server);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Expected to listen at %s:%d, but %s".formatted(address, port, e.getMessage()), e);
    }
  }

  private static void answer(
      HttpServer server, String path, Supplier<Integer> status, Supplier<String> body) {
    server.createContext(
        path,
        exchange -> {
          byte[] text = body.get().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/plain; charset=utf-8");
          exchange.sendResponseHeaders(status.get(), text.length);
          exchange.getResponseBody().write(text);
          exchange.close();
        });
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
