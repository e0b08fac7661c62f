package io.weir.cluster.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.weir.cluster.json.Trees;
import io.weir.cluster.store.ObjectStore;
import io.weir.cluster.store.StoreFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Kubernetes API server in this process: plain HTTP, one data directory, no authentication. */
public final class ApiServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
  private static final List<String> FIRST_NAMESPACES =
      List.of("default", "kube-system", "kube-public", "kube-node-lease");

  static {
    // Read once by the JDK's server: without the first, small answers wait for the client's delayed
    // acknowledgement; the others keep idle
    // connections for longer than clients do, so that it is the client who closes and no request
    // meets a closing connection.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.idleInterval", "3600");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "2000");
  }

  private final ObjectStore store;
  private final HttpServer http;
  private final ExecutorService workers;
  private final URI uri;
  private final Router router;

  private ApiServer(ObjectStore store, HttpServer http, PodLogs logs, Origin origin) {
    this.store = store;
    this.http = http;
    this.workers = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("api-", 0).factory());
    InetSocketAddress address = http.getAddress();
    String host =
        address.getAddress().isAnyLocalAddress()
            ? "127.0.0.1"
            : address.getAddress().getHostAddress();
    this.uri = URI.create("http://" + host + ":" + address.getPort());
    Writes writes = new Writes(store, origin);
    Deletes deletes = new Deletes(store, writes, origin);
    ResourceCalls resources =
        new ResourceCalls(
            new Reads(store),
            writes,
            deletes,
            new Watches(store, origin),
            new PodCalls(writes, deletes, logs, origin));
    this.router = new Router(resources, uri);
    firstNamespaces(writes);
    http.setExecutor(workers);
    http.createContext("/", this::serve);
  }

  /**
   * Starts a server on the state in the directory, made if absent.
   *
   * @param address loopback only, since nobody is asked who they are; port 0 for any free one
   * @param logs where the output of containers comes from
   * @throws StoreFailed if the directory cannot be used
   * @throws UncheckedIOException if the address cannot be bound
   */
  public static ApiServer start(Path dataDir, InetSocketAddress address, PodLogs logs) {
    return start(dataDir, address, logs, Origin.system());
  }

  static ApiServer start(Path dataDir, InetSocketAddress address, PodLogs logs, Origin origin) {
    ObjectStore store = ObjectStore.open(dataDir);
    try {
      ApiServer server = new ApiServer(store, HttpServer.create(address, 0), logs, origin);
      server.http.start();
      return server;
    } catch (IOException e) {
      store.close();
      throw new UncheckedIOException(
          "Expected to serve the Kubernetes API at " + address + ", but: " + e.getMessage(), e);
    }
  }

  private static void firstNamespaces(Writes writes) {
    for (String name : FIRST_NAMESPACES) {
      if (writes.find(Catalogue.NAMESPACES, "", name).isEmpty()) {
        var namespace = Trees.object();
        namespace.putObject("metadata").put("name", name);
        writes.create(Catalogue.NAMESPACES, "", namespace, WriteOptions.SERVER);
      }
    }
  }

  public int port() {
    return http.getAddress().getPort();
  }

  /** Where clients reach the server, without a path. */
  public URI uri() {
    return uri;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestHeaders().getFirst("Upgrade") instanceof String upgrade
          && upgrade.equalsIgnoreCase("websocket")) {
        // No web sockets: clients that get a plain 200 to the handshake go on to watch over plain
        // HTTP.
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      serve(new Call(exchange));
    }
  }

  private void serve(Call call) throws IOException {
    try {
      router.serve(call);
    } catch (ApiFailure e) {
      call.reply(e.code(), e.status());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StoreFailed e) {
      LOG.error("{} {}", call.method(), String.join("/", call.path()), e);
      call.reply(500, ApiFailure.internal(e.getMessage()).status());
    } catch (RuntimeException e) {
      LOG.error(
          "{} {}: a defect of the API server", call.method(), String.join("/", call.path()), e);
      call.reply(500, ApiFailure.internal(String.valueOf(e.getMessage())).status());
    }
  }

  /** Ends every watch, then stops listening and closes the store. */
  @Override
  public void close() {
    store.close();
    http.stop(0);
    workers.shutdownNow();
  }
}
