package io.weir.executor.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.weir.executor.flink.RestFlinkJobs;
import io.weir.executor.secrets.SecretValues.Resolution;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real HTTP server that answers as the command service does. */
class HttpSecretValuesTest {
  private static final String CANARY = "canary-7f3a";

  @TempDir Path directory;

  private final AtomicReference<String> seen = new AtomicReference<>("");
  private int status = 200;
  private String body = "{\"values\":{\"DB\":{\"version\":3,\"value\":\"" + CANARY + "\"}}}";
  private HttpServer server;
  private Path token;
  private SecretValues secrets;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          seen.set(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    token = Files.writeString(directory.resolve("token"), "one\n");
    secrets =
        new HttpSecretValues(
            RestFlinkJobs.client(),
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            token);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void getsTheValuesThatThereAreAndKnowsWhichAreMissing() {
    Resolution resolution = secrets.resolve("team-a", Set.of("DB", "NONE"));

    assertThat(seen.get())
        .startsWith("POST /internal/secret-values:resolve Bearer one {")
        .contains("\"namespace\":\"team-a\"")
        .contains("DB")
        .contains("NONE");
    Resolution.Known known = (Resolution.Known) resolution;
    assertThat(known.values()).containsOnlyKeys("DB");
    assertThat(known.values().get("DB").text()).isEqualTo(CANARY);
    assertThat(known.values().get("DB").version()).isEqualTo(3);
    assertThat(known.missing(Set.of("DB", "NONE"))).containsExactly("NONE");
    assertThat(known.toString()).doesNotContain(CANARY);
  }

  @Test
  void readsTheTokenAnewForEachQuestion() throws IOException {
    secrets.resolve("a", Set.of("DB"));
    Files.writeString(token, "two");
    secrets.resolve("a", Set.of("DB"));

    assertThat(seen.get()).contains("Bearer two");
  }

  @Test
  void asksNobodyForNothing() {
    assertThat(secrets.resolve("a", Set.of())).isInstanceOf(Resolution.Known.class);
    assertThat(new NoSecretValues().resolve("a", Set.of())).isInstanceOf(Resolution.Known.class);
    assertThat(seen.get()).isEmpty();
  }

  @Test
  void concludesNothingFromWhatIsNoAnswer() throws IOException {
    status = 404;
    assertUnknown("404: it takes no token, or another one");
    status = 503;
    assertUnknown("503");
    status = 200;
    body = "{\"values\":{\"DB\": " + CANARY;
    assertUnknown("cannot be read");
    server.stop(0);
    assertUnknown("ConnectException");
    Files.delete(token);
    assertUnknown("NoSuchFileException");
    assertThat(((Resolution.Unknown) new NoSecretValues().resolve("a", Set.of("DB"))).why())
        .contains("weir.command.url");
  }

  private void assertUnknown(String why) {
    assertThat(secrets.resolve("a", Set.of("DB")))
        .isInstanceOfSatisfying(
            Resolution.Unknown.class,
            unknown -> assertThat(unknown.why()).contains(why).doesNotContain(CANARY));
  }
}
