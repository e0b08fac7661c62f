package io.weir.cluster.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactFetcherTest {
  @TempDir Path directory;
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/job.jar",
        exchange -> {
          exchange.sendResponseHeaders(200, 3);
          exchange.getResponseBody().write(new byte[] {1, 2, 3});
          exchange.close();
        });
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/job.jar");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.createContext(
        "/torn",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write(new byte[10]);
          exchange.getResponseBody().flush();
          exchange.getHttpContext().getServer().stop(0);
        });
    server
        .createContext(
            "/private.jar",
            exchange -> {
              exchange.sendResponseHeaders(200, 1);
              exchange.getResponseBody().write(7);
              exchange.close();
            })
        .setAuthenticator(
            new BasicAuthenticator("private") {
              @Override
              public boolean checkCredentials(String user, String password) {
                return user.equals("ada") && password.equals("l0ve:lace");
              }
            });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void bringsAFileOverHttpAndFromDisk() throws Exception {
    Path target = directory.resolve("usrlib/job.jar");
    ArtifactFetcher.fetch(uri("/moved"), target);
    assertThat(target).hasBinaryContent(new byte[] {1, 2, 3});

    Path copy = directory.resolve("copy.jar");
    ArtifactFetcher.fetch(target.toUri(), copy);
    assertThat(copy).hasSameBinaryContentAs(target);
  }

  @Test
  void showsUserAndPasswordOfTheUriWhenAsked() throws Exception {
    String authority = "127.0.0.1:" + server.getAddress().getPort();
    Path target = directory.resolve("private.jar");

    ArtifactFetcher.fetch(
        URI.create("http://ada:l0ve%3Alace@" + authority + "/private.jar"), target);

    assertThat(target).hasBinaryContent(new byte[] {7});
    assertThatThrownBy(
            () ->
                ArtifactFetcher.fetch(
                    URI.create("http://ada:wrong@" + authority + "/private.jar"),
                    directory.resolve("other.jar")))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () -> ArtifactFetcher.fetch(uri("/private.jar"), directory.resolve("other.jar")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void tellsNoSecretOfAUri() {
    assertThat(ArtifactFetcher.shown("at https://ada:lovelace@repo/x.jar?token=1 it failed"))
        .isEqualTo("at https://repo/x.jar it failed");
  }

  @Test
  void leavesNoPartOfAFile() {
    Path target = directory.resolve("usrlib/job.jar");
    assertThatThrownBy(() -> ArtifactFetcher.fetch(uri("/absent"), target))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("404");
    assertThatThrownBy(() -> ArtifactFetcher.fetch(uri("/torn"), target))
        .isInstanceOf(IOException.class);
    assertThat(target.getParent()).isEmptyDirectory();
  }

  @Test
  void refusesOtherSchemes() {
    assertThatThrownBy(
            () -> ArtifactFetcher.fetch(URI.create("s3://b/job.jar"), directory.resolve("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http, https, file or local");
    assertThat(Files.exists(directory.resolve("x"))).isFalse();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }
}
