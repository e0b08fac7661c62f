package io.weir.benchmarks.visible;

import io.weir.benchmarks.harness.HttpConnection;
import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;

/** As many kept connections to a service as were ever needed at once. */
final class Connections implements AutoCloseable {
  private final ConcurrentLinkedQueue<HttpConnection> idle = new ConcurrentLinkedQueue<>();
  private final int port;

  Connections(int port) {
    this.port = port;
  }

  /** What is done with a connection. */
  @FunctionalInterface
  interface Use {
    HttpConnection.Reply of(HttpConnection connection) throws IOException;
  }

  /** Uses a connection that nobody else uses; one on which something failed is not used again. */
  HttpConnection.Reply with(Use use) throws IOException {
    HttpConnection kept = idle.poll();
    HttpConnection connection = kept != null ? kept : new HttpConnection(port);
    try {
      HttpConnection.Reply reply = use.of(connection);
      idle.add(connection);
      return reply;
    } catch (IOException | RuntimeException failed) {
      connection.close();
      throw failed;
    }
  }

  @Override
  public void close() throws IOException {
    for (HttpConnection connection = idle.poll(); connection != null; connection = idle.poll())
      connection.close();
  }
}
