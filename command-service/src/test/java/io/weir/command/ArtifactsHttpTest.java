package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.ServiceUnderTest.Reply;
import io.weir.embedded.junit.DatabaseExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Artifacts as clients see them. */
class ArtifactsHttpTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();
  @TempDir static Path storage;

  private static final String ARTIFACTS = "/artifacts/v1/namespaces/default/artifacts:";

  private static ServiceUnderTest service;

  @BeforeAll
  static void start() {
    service =
        ServiceUnderTest.start(
            DATABASE.freshDatabase().jdbcUrl(),
            "weir.storage.base=file://" + storage,
            "weir.artifacts.max-size=1MB");
  }

  @AfterAll
  static void stop() {
    if (service != null) service.close();
  }

  @Test
  void givesAnUploadedFileAUriThatJobsCanUse() throws IOException {
    Reply uploaded = upload("file", "orders.jar", "one");

    assertThat(uploaded.status()).describedAs(uploaded.http().body()).isEqualTo(200);
    assertThat(uploaded.header("Content-Type")).isEqualTo("application/json");
    JsonNode artifact = uploaded.json().path("artifact");
    assertThat(artifact.path("filename").asString()).isEqualTo("orders.jar");
    assertThat(artifact.path("createTime").asString())
        .matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z");
    String uri = artifact.path("uri").asString();
    assertThat(uri).isEqualTo("file://" + storage + "/artifacts/namespaces/default/orders.jar");
    assertThat(Path.of(URI.create(uri))).hasContent("one");

    assertThat(upload("file", "orders.jar", "two").status()).isEqualTo(200);
    assertThat(Path.of(URI.create(uri))).hasContent("two");
    assertThat(get("list").json().at("/artifacts").findValuesAsString("uri")).contains(uri);
    assertThat(get("getMetadata?filename=orders.jar").json().at("/artifact/uri").asString())
        .isEqualTo(uri);
    Reply created =
        service.send(
            "POST",
            "/api/v1/namespaces/default/deployments",
            ServiceUnderTest.SPEC
                .formatted("uploaded", "CANCELLED")
                .replace("file:///orders.jar", uri));
    assertThat(created.json().at("/spec/template/spec/artifact/jarUri").asString()).isEqualTo(uri);

    Reply deleted = service.send("DELETE", ARTIFACTS + "delete?filename=orders.jar", "");
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.json().at("/artifact/filename").asString()).isEqualTo("orders.jar");
    assertThat(service.send("DELETE", ARTIFACTS + "delete?filename=orders.jar", "").status())
        .isEqualTo(404);
    assertThat(get("list").json().at("/artifacts").findValuesAsString("uri")).doesNotContain(uri);
  }

  @ParameterizedTest(name = "{0} {1} of {2} bytes: {4}")
  @CsvSource({
    "file, ../../evil.jar,   3,       400, INVALID_FILENAME",
    "file, /etc/cron.d/evil, 3,       400, INVALID_FILENAME",
    "file, ..,               3,       400, INVALID_FILENAME",
    "file, empty.jar,        0,       400, EMPTY_FILE",
    "jar,  wrong-field.jar,  3,       400, FILE_EXPECTED",
    "file, large.jar,        1100000, 413, ARTIFACT_TOO_LARGE",
    "file, huge.jar,         9000000, 413, ARTIFACT_TOO_LARGE",
  })
  void refusesInThePlatformsFormAndStoresNothing(
      String field, String filename, int bytes, int status, String code) throws IOException {
    List<Path> before = files();

    Reply reply = upload(field, filename, "x".repeat(bytes));

    assertThat(reply.status()).describedAs(reply.http().body()).isEqualTo(status);
    assertThat(reply.json().path("code").asString()).isEqualTo(code);
    assertThat(reply.json().path("description").asString()).isNotBlank();
    assertThat(reply.json().path("ok").asBoolean(true)).isFalse();
    assertThat(reply.json().path("cause").isNull()).isTrue();
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void refusesToTryAndDoesNotDoItInstead() throws IOException {
    upload("file", "kept.jar", "kept");
    List<Path> before = files();

    for (Reply reply :
        List.of(
            service.send("POST", ARTIFACTS + "upload?dryRun=All", "{}"),
            service.send("DELETE", ARTIFACTS + "delete?filename=kept.jar&dryRun=All", "")))
      assertThat(code(reply)).isEqualTo("INVALID_PARAMETER");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void saysWhatElseCannotBe() {
    assertThat(code(service.send("POST", ARTIFACTS + "upload", "{}"))).isEqualTo("FILE_EXPECTED");
    assertThat(code(get("getMetadata?filename=none.jar"))).isEqualTo("NOT_FOUND");
    assertThat(code(get("getMetadata"))).isEqualTo("INVALID_PARAMETER");
    assertThat(code(get("getMetadata?filename=../x"))).isEqualTo("INVALID_FILENAME");
    Reply mars = service.send("GET", "/artifacts/v1/namespaces/mars/artifacts:list", "");
    assertThat(mars.status()).isEqualTo(404);
    assertThat(code(mars)).isEqualTo("UNKNOWN_NAMESPACE");
  }

  @Test
  void answers501WhereTheStorageIsNoDirectory() {
    try (ServiceUnderTest elsewhere =
        ServiceUnderTest.start(
            DATABASE.freshDatabase().jdbcUrl(), "weir.storage.base=s3://bucket/weir")) {
      Reply reply = elsewhere.send("GET", ARTIFACTS + "list", "");

      assertThat(reply.status()).isEqualTo(501);
      assertThat(code(reply)).isEqualTo("NO_STORAGE");
    }
  }

  private static Reply get(String what) {
    return service.send("GET", ARTIFACTS + what, "");
  }

  private static String code(Reply reply) {
    return reply.json().path("code").asString();
  }

  private static Reply upload(String field, String filename, String content) {
    String border = "weir-border";
    String body =
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: application/java-archive\r\n\r\n%s\r\n--%s--\r\n"
            .formatted(border, field, filename, content, border);
    return service.send(
        "POST",
        ARTIFACTS + "upload",
        new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8),
        "Content-Type",
        "multipart/form-data; boundary=" + border);
  }

  private static List<Path> files() throws IOException {
    try (var all = Files.walk(storage)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
