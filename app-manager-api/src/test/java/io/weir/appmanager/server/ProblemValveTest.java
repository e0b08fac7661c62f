package io.weir.appmanager.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A bare server over a real socket. */
class ProblemValveTest {
  private static final Instant NOW = Instant.parse("2026-11-21T05:00:00Z");

  @TempDir Path directory;
  private final Tomcat tomcat = new Tomcat();

  @BeforeEach
  void start() throws Exception {
    tomcat.setBaseDir(directory.toString());
    tomcat.setPort(0);
    tomcat.getConnector();
    tomcat.addContext("", directory.toString());
    ProblemValve.install(tomcat.getHost(), () -> NOW);
    tomcat.start();
  }

  @AfterEach
  void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }

  @Test
  void answersAnUnreadableRequestWithAProblemThatSaysWhatToDo() throws IOException {
    for (String request :
        new String[] {
          "GET /api/v1/status HTTP/1.1\r\nHost: here\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n",
          "GET /api/v1/status?" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: here\r\n\r\n",
          "GET /api/v1/status?<> HTTP/1.1\r\nHost: here\r\n\r\n",
          "no request at all\r\n\r\n",
        }) {
      String answer = answer(request);
      assertThat(answer).as("%.60s", request).startsWith("HTTP/1.1 4").contains("application/json");
      JsonNode problem =
          JsonMapper.shared().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
      assertThat(problem.at("/message").asString()).contains("8 KB");
      assertThat(problem.at("/status").asInt())
          .isEqualTo(Integer.parseInt(answer.substring(9, 12)));
      assertThat(problem.at("/code").asString())
          .isEqualTo(problem.at("/reason").asString())
          .isNotBlank();
      assertThat(problem.at("/timestamp").asString()).isEqualTo(NOW.toString());
      assertThat(answer).doesNotContain("<html", "Tomcat");
    }
  }

  private String answer(String request) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), tomcat.getConnector().getLocalPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
