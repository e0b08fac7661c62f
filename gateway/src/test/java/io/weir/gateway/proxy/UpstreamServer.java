package io.weir.gateway.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A real HTTP server that plays a service: keeps what it was asked, answers as told. */
final class UpstreamServer implements AutoCloseable {
  /** What one request looked like when it arrived. */
  record Seen(String method, String target, com.sun.net.httpserver.Headers headers, byte[] body) {}

  /** What to answer; the exchange's body has been read, unless {@link #streams} says so. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private volatile Answer answer = exchange -> exchange.sendResponseHeaders(204, -1);
  private volatile boolean streaming;

  UpstreamServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  URI origin() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Seen> seen() {
    return seen;
  }

  void answers(Answer next) {
    seen.clear();
    streaming = false;
    answer = next;
  }

  /** As {@link #answers}, but the answer reads the request's body itself. */
  void streams(Answer next) {
    answers(next);
    streaming = true;
  }

  private void handle(HttpExchange exchange) throws IOException {
    if (streaming) {
      answer.to(exchange);
      return;
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    seen.add(
        new Seen(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders(),
            body));
    answer.to(exchange);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
