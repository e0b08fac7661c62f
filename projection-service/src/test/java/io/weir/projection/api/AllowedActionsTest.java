package io.weir.projection.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.weir.appmanager.DeploymentStatus.AllowedAction;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AllowedActionsTest {
  private static final UUID ID = new UUID(1, 2);

  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private volatile int status = 200;
  private volatile String body = "";

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().toString());
          byte[] answer = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void areWhatTheCommandServiceSays() {
    body =
        """
        {"resourceVersion":5,"allowedActions":[{"action":"SUSPEND","allowed":true},
          {"action":"DELETE","allowed":false,"code":"STILL_WANTED","reason":"Set spec.state."}]}
        """;

    assertThat(actions().of(ID).orElseThrow())
        .containsExactly(
            new AllowedAction("SUSPEND", true, Optional.empty(), Optional.empty()),
            new AllowedAction(
                "DELETE", false, Optional.of("STILL_WANTED"), Optional.of("Set spec.state.")));
    assertThat(asked).containsExactly("/internal/deployments/" + ID + "/allowed-actions");
  }

  @Test
  void areLeftOutWhenNobodyCanTell() throws IOException {
    status = 404;
    assertThat(actions().of(ID)).isEmpty();
    status = 200;
    body = "<html>";
    assertThat(actions().of(ID)).isEmpty();
    assertThat(new AllowedActions(Optional.empty()).of(ID)).isEmpty();
    assertThat(new AllowedActions(Optional.of(URI.create("http://127.0.0.1:1"))).of(ID)).isEmpty();
    try (ServerSocket mute = new ServerSocket(0)) {
      URI silent = URI.create("http://127.0.0.1:" + mute.getLocalPort());
      assertThat(new AllowedActions(Optional.of(silent)).of(ID))
          .as("within half a second")
          .isEmpty();
    }
  }

  private AllowedActions actions() {
    return new AllowedActions(
        Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())));
  }
}
