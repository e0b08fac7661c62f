package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.ServiceUnderTest.Reply;
import io.weir.command.gate.TokenCommands;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.events.namespaces.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** API tokens, autopilot policies, and previews of what has no job, as clients see them. */
class PlatformHttpTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();
  @TempDir static Path directory;

  private static final String NAMESPACES = "/namespaces/v1/namespaces";

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
  void showsATokenOnceAndKnowsItUntilItIsDeleted() {
    String path = "/apitokens/v1/namespaces/default/apitokens";
    String body = "{\"name\":\"namespaces/default/apitokens/ci\",\"role\":\"editor\"}";

    Reply created = platform.send("POST", path, body, "Idempotency-Key", "token-1");
    Reply repeat = platform.send("POST", path, body, "Idempotency-Key", "token-1");

    assertThat(created.status()).describedAs(created.http().body()).isEqualTo(201);
    JsonNode token = created.json().path("apiToken");
    assertThat(token.path("name").asString()).isEqualTo("namespaces/default/apitokens/ci");
    assertThat(token.path("role").asString()).isEqualTo("editor");
    String secret = token.path("secret").asString();
    assertThat(secret).matches("weir_[0-9a-f-]{36}\\.[A-Za-z0-9_-]{43}");
    assertThat(repeat.status()).isEqualTo(201);
    assertThat(repeat.json().path("apiToken").has("secret")).isFalse();
    assertThat(repeat.json().at("/apiToken/name")).isEqualTo(token.path("name"));
    TokenCommands tokens = platform.service().bean(TokenCommands.class);
    assertThat(tokens.verify(secret).orElseThrow().role()).isEqualTo(Role.EDITOR);
    assertThat(tokens.verify(secret.substring(0, secret.length() - 2) + "AA")).isEmpty();

    Reply deleted = platform.send("DELETE", path + "/ci", "");
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.json()).isEmpty();
    assertThat(tokens.verify(secret)).isEmpty();
    assertThat(PlatformUnderTest.code(platform.send("DELETE", path + "/ci", "")))
        .isEqualTo("NOT_FOUND");
    assertThat(
            PlatformUnderTest.code(
                platform.send("POST", path, "{\"name\":\"x\",\"role\":\"admin\"}")))
        .isEqualTo("INVALID_FIELD");
    assertThat(
            PlatformUnderTest.code(
                platform.send(
                    "POST",
                    path,
                    "{\"name\":\"namespaces/other/apitokens/x\",\"role\":\"owner\"}")))
        .isEqualTo("INVALID_FIELD");
  }

  @Test
  void keepsAutopilotPolicies() {
    String id =
        platform.service().create("piloted", "CANCELLED").json().at("/metadata/id").asString();
    String path = "/autopilot/v1alpha1/namespaces/default/deployments/" + id + "/autopilotpolicy";
    Reply put =
        platform.send(
            "PUT",
            path,
            """
            {"mode":"AUTOPILOT_MODE_MONITORING",
             "autoscalerConfig":{"cooldownMinutes":5,"minParallelism":1,"maxParallelism":4,"targetUtilization":0.80,
               "extraConfig":{"a":1}},
             "libraConfig":{"policies":{"x":[1.0]}}}
            """);
    assertThat(put.status()).describedAs(put.http().body()).isIn(200, 201);
    JsonNode policy = put.json().path("policy");
    assertThat(policy.path("name").asString())
        .isEqualTo("namespaces/default/deployments/" + id + "/autopilotpolicy");
    assertThat(policy.path("mode").asString()).isEqualTo("AUTOPILOT_MODE_MONITORING");
    assertThat(policy.at("/autoscalerConfig/targetUtilization").asString()).isEqualTo("0.8");
    assertThat(policy.at("/autoscalerConfig/extraConfig/a").asString()).isEqualTo("1");
    assertThat(policy.at("/libraConfig/policies/x/0").asInt()).isEqualTo(1);
    assertThat(policy.path("modifyTime").asString()).startsWith("20");
    Reply again = platform.send("PUT", path, "{}");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().at("/policy/mode").asString()).isEqualTo("AUTOPILOT_MODE_DISABLED");
    assertThat(again.json().path("policy").has("autoscalerConfig")).isFalse();

    for (String bad :
        List.of(
            "{\"mode\":\"AUTOPILOT_MODE_INVALID\"}",
            "{\"autoscalerConfig\":{\"minParallelism\":0}}",
            "{\"autoscalerConfig\":{\"minParallelism\":5,\"maxParallelism\":4}}",
            "{\"autoscalerConfig\":{\"targetUtilization\":1.5}}",
            "{\"autoscalerConfig\":[]}",
            "{\"libraConfig\":{\"cooldownMinutes\":-1}}",
            "{\"name\":\"namespaces/default/deployments/x/autopilotpolicy\"}"))
      assertThat(PlatformUnderTest.code(platform.send("PUT", path, bad)))
          .as(bad)
          .isEqualTo("INVALID_FIELD");
    assertThat(
            PlatformUnderTest.code(
                platform.send(
                    "PUT",
                    "/autopilot/v1alpha1/namespaces/default/deployments/none/autopilotpolicy",
                    "{}")))
        .isEqualTo("NOT_FOUND");
  }

  @Test
  void previewsWhatHasNoJobAndStoresNothing() throws SQLException {
    String secrets = "/api/v1/namespaces/default/secret-values";
    platform.secret("default", "TRIED", "hush-one");
    platform.namespace("stays");
    long events = platform.count("select count(*) from command.domain_event");

    JsonNode namespace = preview("POST", NAMESPACES, "{\"name\":\"namespaces/tried\"}");
    assertThat(namespace.at("/resource/name").asString()).isEqualTo("namespaces/tried");
    assertThat(
            preview("DELETE", NAMESPACES + "/stays", "").at("/resource/lifecyclePhase").asString())
        .isEqualTo("LIFECYCLE_PHASE_TERMINATING");
    JsonNode token =
        preview(
            "POST",
            "/apitokens/v1/namespaces/default/apitokens",
            "{\"name\":\"namespaces/default/apitokens/tried\",\"role\":\"viewer\"}");
    assertThat(token.toString()).as("no secret of no token").doesNotContain("secret");
    JsonNode secret = preview("PATCH", secrets + "/TRIED", "{\"spec\":{\"value\":\"hush-two\"}}");
    assertThat(secret.at("/resource/metadata/name").asString()).isEqualTo("TRIED");
    assertThat(secret.toString()).doesNotContain("hush");

    assertThat(platform.value("TRIED")).isEqualTo("1:hush-one");
    assertThat(platform.count("select count(*) from command.domain_event")).isEqualTo(events);
    platform.secret("stays", "AFTER", "the namespace is not closed");
    platform.send("DELETE", secrets + "/TRIED", "");
  }

  private static JsonNode preview(String method, String path, String body) {
    Reply reply = platform.send(method, path + "?dryRun=All", body);
    assertThat(reply.status()).describedAs(reply.http().body()).isEqualTo(200);
    assertThat(reply.json().path("kind").asString()).isEqualTo("Preview");
    assertThat(reply.header("Weir-Position")).isEmpty();
    return reply.json();
  }
}
