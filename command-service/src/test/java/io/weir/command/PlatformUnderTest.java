package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.ServiceUnderTest.Reply;
import io.weir.embedded.junit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** The service with a master key and an executor's token, and what tests ask of its platform. */
final class PlatformUnderTest implements AutoCloseable {
  static final String RESOLVE = "/internal/secret-values:resolve";
  static final String TOKEN = "t".repeat(43);
  private static final String NAMESPACES = "/namespaces/v1/namespaces";

  private final TestDatabase database;
  private final Path directory;
  private ServiceUnderTest service;

  private PlatformUnderTest(TestDatabase database, Path directory) {
    this.database = database;
    this.directory = directory;
  }

  static PlatformUnderTest start(TestDatabase database, Path directory) throws IOException {
    PlatformUnderTest platform = new PlatformUnderTest(database, directory);
    platform.writeKeys("one " + key(1));
    Files.writeString(directory.resolve("token"), TOKEN);
    platform.restart();
    return platform;
  }

  /** Starts the service, again with the keys as they are now when it is there. */
  void restart() {
    close();
    service =
        ServiceUnderTest.start(
            database.jdbcUrl(),
            "weir.storage.base=file://" + directory.resolve("storage"),
            "weir.secrets.key-file=" + directory.resolve("keys"),
            "weir.secrets.executor-token-file=" + directory.resolve("token"));
  }

  @Override
  public void close() {
    if (service != null) service.close();
    service = null;
  }

  ServiceUnderTest service() {
    return service;
  }

  Path directory() {
    return directory;
  }

  Reply send(String method, String path, String body, String... headers) {
    return service.send(method, path, body, headers);
  }

  void namespace(String name) {
    Reply reply = send("POST", NAMESPACES, "{\"name\":\"namespaces/" + name + "\"}");
    assertThat(reply.status()).describedAs(reply.http().body()).isEqualTo(201);
  }

  void secret(String namespace, String name, String value) {
    Reply reply = secretReply(namespace, name, value);
    assertThat(reply.status()).describedAs(reply.http().body()).isEqualTo(201);
  }

  Reply secretReply(String namespace, String name, String value) {
    return send(
        "POST",
        "/api/v1/namespaces/" + namespace + "/secret-values",
        "{\"metadata\":{\"name\":\"%s\"},\"spec\":{\"kind\":\"PLAIN\",\"value\":\"%s\"}}"
            .formatted(name, value));
  }

  void token(String namespace, String name, String role) {
    Reply reply =
        send(
            "POST",
            "/apitokens/v1/namespaces/" + namespace + "/apitokens",
            "{\"name\":\"%s\",\"role\":\"%s\"}".formatted(name, role));
    assertThat(reply.status()).describedAs(reply.http().body()).isEqualTo(201);
  }

  String value(String name) {
    JsonNode value = resolve("default", name).json().at("/values/" + name);
    return value.path("version").asInt() + ":" + value.path("value").asString();
  }

  Reply resolve(String namespace, String name) {
    return send(
        "POST",
        RESOLVE,
        "{\"namespace\":\"%s\",\"names\":[\"%s\"]}".formatted(namespace, name),
        "Authorization",
        "Bearer " + TOKEN);
  }

  static String code(Reply reply) {
    return reply.json().path("code").asString();
  }

  long count(String query) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  void execute(String update) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(update);
    }
  }

  void writeKeys(String... lines) throws IOException {
    Files.write(directory.resolve("keys"), Arrays.asList(lines));
  }

  static String key(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
