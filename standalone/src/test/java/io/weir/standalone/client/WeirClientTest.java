package io.weir.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WeirClientTest {
  private final Set<String> keys = ConcurrentHashMap.newKeySet();
  private Iterator<Integer> answers;
  private HttpServer server;

  @BeforeEach
  void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(answers.next(), -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void sendsACommandAgainUnderTheSameKeyWhileTheServiceIsUnavailable() throws Exception {
    answers = List.of(503, 503, 201).iterator();

    assertThat(client().postYaml("/deployments", "a: b").status()).isEqualTo(201);
    assertThat(keys).hasSize(1);
    assertThat(answers.hasNext()).isFalse();
  }

  @Test
  void givesARefusalBackAtOnceAndEachCommandAKeyOfItsOwn() throws Exception {
    answers = List.of(409, 200).iterator();

    assertThat(client().postJson("/deployments", "{}").status()).isEqualTo(409);
    assertThat(client().patchJson("/deployments/a", "{}").status()).isEqualTo(200);
    assertThat(new HashSet<>(keys)).hasSize(2);
  }

  private WeirClient client() {
    return new WeirClient(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
        HttpClient.newHttpClient());
  }
}
