package io.weir.standalone.process;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Answers 200 at a port, its only argument, until its standard input ends. */
final class ServingMain {
  private ServingMain() {}

  public static void main(String[] arguments) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    while (System.in.read() >= 0) {
      // Nobody writes.
    }
    server.stop(0);
  }
}
