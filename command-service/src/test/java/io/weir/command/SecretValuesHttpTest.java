package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.ServiceUnderTest.Reply;
import io.weir.embedded.junit.DatabaseExtension;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secret values as clients and executors see them. */
class SecretValuesHttpTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();
  @TempDir static Path directory;

  private static PlatformUnderTest platform;

  @BeforeAll
  static void start() throws IOException {
    platform = PlatformUnderTest.start(DATABASE.freshDatabase(), directory);
  }

  @AfterAll
  static void stop() {
    if (platform != null) platform.close();
  }

  @Test
  void takesSecretValuesAndGivesThemToExecutorsAlone() {
    String path = "/api/v1/namespaces/default/secret-values";
    Reply created =
        platform.send(
            "POST",
            path,
            "kind: SecretValue\nmetadata: {name: DB_PASSWORD, labels: {a: b}}\nspec: {kind: plain, value: 1.10}\n",
            "Content-Type",
            "application/yaml");
    assertThat(created.status()).describedAs(created.http().body()).isEqualTo(201);
    assertThat(created.json().at("/spec")).hasSize(1);
    assertThat(created.json().at("/spec/kind").asString()).isEqualTo("PLAIN");
    assertThat(platform.value("DB_PASSWORD")).isEqualTo("1:1.10");

    platform.send("PATCH", path + "/DB_PASSWORD", "{\"spec\":{\"value\":\"two\"}}");
    assertThat(platform.value("DB_PASSWORD")).isEqualTo("2:two");
    Reply relabelled =
        platform.send(
            "PATCH", path + "/DB_PASSWORD", "{\"metadata\":{\"labels\":{\"a\":null,\"c\":\"d\"}}}");
    assertThat(relabelled.json().at("/metadata/labels")).hasSize(1);
    assertThat(relabelled.json().at("/metadata/resourceVersion").asInt()).isEqualTo(3);
    assertThat(platform.value("DB_PASSWORD")).isEqualTo("2:two");
    assertThat(platform.send("PUT", path + "/DB_PASSWORD", "{}").status()).isEqualTo(200);
    assertThat(platform.value("DB_PASSWORD")).isEqualTo("2:two");
    Reply upserted =
        platform.send("PUT", path + "/NEW", "{\"spec\":{\"kind\":\"Plain\",\"value\":\"\"}}");
    assertThat(upserted.status()).isEqualTo(201);
    assertThat(platform.value("NEW")).isEqualTo("1:");

    assertThat(platform.send("DELETE", path + "/DB_PASSWORD", "").status()).isEqualTo(200);
    assertThat(platform.resolve("default", "DB_PASSWORD").json().path("values")).isEmpty();
    assertThat(platform.resolve("other", "NEW").json().path("values")).isEmpty();
    String question = "{\"namespace\":\"default\",\"names\":[\"NEW\"]}";
    assertThat(platform.send("POST", PlatformUnderTest.RESOLVE, question).status()).isEqualTo(404);
    assertThat(
            platform
                .send(
                    "POST",
                    PlatformUnderTest.RESOLVE,
                    question,
                    "Authorization",
                    "Bearer " + PlatformUnderTest.TOKEN + "x")
                .status())
        .isEqualTo(404);
    assertThat(platform.resolve("default", "NEW").header("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"metadata\":{\"name\":\"a b\"},\"spec\":{\"value\":\"x\"}}            | 400 | /metadata/name",
        "{\"metadata\":{\"name\":\"A\"}}                                         | 400 | /spec/value",
        "{\"metadata\":{\"name\":\"A\"},\"spec\":{\"kind\":\"VAULT\",\"value\":\"x\"}} | 400 | /spec/kind",
        "{\"metadata\":{\"name\":\"A\"},\"spec\":{\"value\":[1]}}                | 400 | /spec/value",
        "{\"metadata\":{\"name\":\"A\"},\"spec\":\"x\"}                          | 400 | /spec",
      })
  void refusesWhatNoSecretValueCanBe(String body, int status, String says) {
    Reply reply = platform.send("POST", "/api/v1/namespaces/default/secret-values", body);

    assertThat(reply.status()).describedAs(reply.http().body()).isEqualTo(status);
    assertThat(reply.json().path("message").asString()).contains(says);
  }

  @Test
  void sealsWithANewKeyAtTheNextStartAndNeedsTheOldOneNoMore() throws Exception {
    platform.secret("default", "ROTATED", "kept");
    platform.writeKeys("two " + PlatformUnderTest.key(2), "one " + PlatformUnderTest.key(1));
    platform.restart();
    assertThat(platform.count("select count(*) from command.sealed_value where key_id <> 'two'"))
        .isZero();
    platform.writeKeys("two " + PlatformUnderTest.key(2));
    platform.restart();

    assertThat(platform.value("ROTATED")).isEqualTo("1:kept");
    // Another namespace's ciphertext does not open under this name.
    platform.secret("default", "OTHER", "mine");
    platform.execute(
        "update command.sealed_value a set nonce = b.nonce, ciphertext = b.ciphertext from"
            + " command.sealed_value b where a.name = 'OTHER' and b.name = 'ROTATED'");
    Reply moved = platform.resolve("default", "OTHER");
    assertThat(moved.status()).isEqualTo(500);
    assertThat(moved.http().body()).doesNotContain("kept").contains("UNOPENED_SECRET");
    platform.send("DELETE", "/api/v1/namespaces/default/secret-values/OTHER", "");
  }
}
