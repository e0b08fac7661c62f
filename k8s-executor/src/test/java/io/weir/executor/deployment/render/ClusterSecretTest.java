package io.weir.executor.deployment.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.events.deployment.JobSpec;
import io.weir.events.spec.Artifact;
import io.weir.events.spec.KubernetesOptions;
import io.weir.events.wire.WireJson;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.Part;
import io.weir.executor.testing.Intents;
import io.weir.executor.testing.LogTopics;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ClusterSecretTest {
  private static final RenderSettings SETTINGS = new RenderSettings("fetcher:1", "flink");
  private static final KeyStoreFile KEYS = new KeyStoreFile(new byte[] {1, 2, 3}, "pass-word");

  @Test
  void keepsValuesOutOfEverythingElse() {
    JobIntent job =
        job(
            spec ->
                Intents.withArtifact(
                    Intents.withConfiguration(
                        spec, Map.of("s3.secret-key", "a${S3_KEY}z", "other", "plain")),
                    at("https://${USER}:${PASS}@repo.example.com/words.jar?v=1")));

    ObjectNode secret =
        ClusterSecret.of(
            job,
            "uid",
            Map.of("S3_KEY", "geheim1", "USER", "geheim2", "PASS", "geheim3"),
            Optional.empty());

    assertThat(decoded(secret, "config.yaml"))
        .contains("s3.secret-key: \"ageheim1z\"\n")
        .contains("other: \"plain\"\n")
        .contains("parallelism.default");
    assertThat(decoded(secret, "program-uri"))
        .isEqualTo("https://geheim2:geheim3@repo.example.com/words.jar?v=1");
    assertThat(secret.path("immutable").asBoolean()).isTrue();
    assertThat(secret.at("/metadata/ownerReferences/0/uid").asString()).isEqualTo("uid");
    assertThat(secret.toString()).doesNotContain("geheim");
    assertThat(job.parts()).contains(Part.SECRET);
    for (Part part : job.parts())
      if (part != Part.SECRET)
        assertThat(part(job, part, Set.of()).toString()).doesNotContain("geheim");
    assertThat(part(job, Part.CONFIGURATION, Set.of()).path("data").propertyNames())
        .containsExactly("log4j-console.properties");
    JsonNode pod = part(job, Part.JOB_MANAGER, Set.of()).at("/spec/template/spec");
    assertThat(pod.at("/volumes/0/projected/sources/1/secret/items/0/key").asString())
        .isEqualTo("config.yaml");
    JsonNode fetch = pod.at("/initContainers/0");
    assertThat(fetch.at("/args/1").asString()).isEqualTo("$(PROGRAM_URI)");
    assertThat(fetch.at("/args/3").asString()).isEqualTo("/opt/flink/usrlib/words.jar");
    assertThat(fetch.at("/env/0/valueFrom/secretKeyRef/key").asString()).isEqualTo("program-uri");
  }

  @Test
  void isNotThereForAJobThatNeedsNone() {
    assertThat(job(spec -> spec).parts()).doesNotContain(Part.SECRET);
  }

  @Test
  void leavesVariablesOfThePodsToKubernetes() {
    JobIntent job =
        job(
            spec ->
                Intents.withKubernetes(
                    Intents.withConfiguration(spec, Map.of("rack", "r-${RACK}", "key", "${KEY}")),
                    pods("[{\"name\":\"RACK\",\"value\":\"7\"}]")));

    ObjectNode secret = ClusterSecret.of(job, "uid", Map.of("KEY", "k"), Optional.empty());

    assertThat(decoded(secret, "config.yaml")).contains("key: \"k\"").doesNotContain("rack");
    for (Part part : List.of(Part.JOB_MANAGER, Part.TASK_MANAGERS))
      assertThat(
              part(job, part, Set.of("RACK"))
                  .at("/spec/template/spec/containers/0/args")
                  .values()
                  .stream()
                  .map(JsonNode::asString))
          .contains("-Drack=r-$(RACK)");
    assertThat(PodVariables.of(job.request().spec())).containsExactly("RACK");
  }

  @Test
  void letsASecretWinOverAVariable() {
    JobIntent job =
        job(
            spec ->
                Intents.withKubernetes(
                    Intents.withConfiguration(spec, Map.of("rack", "${RACK}")),
                    pods("[{\"name\":\"RACK\",\"value\":\"7\"}]")));

    assertThat(
            decoded(
                ClusterSecret.of(job, "uid", Map.of("RACK", "secret"), Optional.empty()),
                "config.yaml"))
        .contains("rack: \"secret\"");
    assertThat(part(job, Part.JOB_MANAGER, Set.of()).toString()).doesNotContain("-Drack");
  }

  @Test
  void takesVariablesThatBothTemplatesDefine() {
    String both =
        "{\"spec\":{\"containers\":[{\"name\":\"flink-main-container\",\"env\":[{\"name\":\"A\",\"value\":\"1\"}%s]}]}}";
    KubernetesOptions options =
        new KubernetesOptions(
            Map.of(),
            Optional.empty(),
            Optional.of(WireJson.mapper().readTree(both.formatted(",{\"name\":\"B\"}"))),
            Optional.of(WireJson.mapper().readTree(both.formatted(""))));

    assertThat(PodVariables.of(Intents.withKubernetes(Intents.aSpec(), options)))
        .containsExactly("A");
  }

  @Test
  void refusesASecretInAnArgument() {
    JobIntent job = job(spec -> Intents.withConfiguration(spec, Map.of("url", "${KEY}@${HOST}")));

    assertThatThrownBy(() -> part(job, Part.JOB_MANAGER, Set.of("HOST")))
        .isInstanceOf(UnrenderableException.class)
        .hasMessageContaining("url")
        .hasMessageContaining("mixes both");
  }

  @Test
  void refusesAValueThatOldFilesCannotHoldWithoutTellingIt() {
    JobIntent job =
        job(
            spec ->
                Intents.withVersion(
                    Intents.withConfiguration(spec, Map.of("key", "${KEY}")),
                    "1.13",
                    Optional.empty()));

    assertThat(
            decoded(
                ClusterSecret.of(job, "uid", Map.of("KEY", "a: b"), Optional.empty()),
                "flink-conf.yaml"))
        .contains("key: a: b\n");
    assertThatThrownBy(
            () -> ClusterSecret.of(job, "uid", Map.of("KEY", "geheim#1"), Optional.empty()))
        .isInstanceOf(UnrenderableException.class)
        .hasMessageContaining("key")
        .hasMessageNotContaining("geheim");
  }

  @Test
  void givesTheProcessesOfAClusterOneKey() {
    JobIntent job = job(Intents::encrypted);

    ObjectNode secret = ClusterSecret.of(job, "uid", Map.of(), Optional.of(KEYS));

    assertThat(decoded(secret, "config.yaml"))
        .contains("security.ssl.internal.keystore: \"/opt/flink/keys/internal.p12\"")
        .contains("security.ssl.internal.truststore: \"/opt/flink/keys/internal.p12\"")
        .contains("security.ssl.internal.key-password: \"pass-word\"")
        .contains("security.ssl.algorithms: \"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    assertThat(secret.at("/data/internal.p12").asString()).isEqualTo("AQID");
    for (Part part : List.of(Part.JOB_MANAGER, Part.TASK_MANAGERS)) {
      ObjectNode manifest = part(job, part, Set.of());
      assertThat(manifest.toString()).doesNotContain("pass-word").doesNotContain("AQID");
      assertThat(
              manifest.at("/spec/template/spec/containers/0/volumeMounts/2/mountPath").asString())
          .isEqualTo("/opt/flink/keys");
      assertThat(manifest.at("/spec/template/spec/volumes/2/secret/items/0/key").asString())
          .isEqualTo("internal.p12");
    }
  }

  private static ObjectNode part(JobIntent job, Part part, Set<String> variables) {
    return ClusterManifests.part(job, part, "uid", SETTINGS, variables);
  }

  private static String decoded(ObjectNode secret, String key) {
    return new String(
        Base64.getDecoder().decode(secret.path("data").path(key).asString()),
        StandardCharsets.UTF_8);
  }

  private static KubernetesOptions pods(String variables) {
    return new KubernetesOptions(
        Map.of(),
        Optional.of(WireJson.mapper().readTree("{\"envVars\":" + variables + "}")),
        Optional.empty(),
        Optional.empty());
  }

  private static Artifact at(String uri) {
    return new Artifact(
        Artifact.Kind.JAR,
        Optional.of(uri),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static JobIntent job(UnaryOperator<JobSpec> spec) {
    return Desired.empty(Intents.DEPLOYMENT)
        .evolve(
            LogTopics.metadata(Intents.DEPLOYMENT, 0),
            Intents.aJob(Intents.JOB, Intents.NOON, spec, Intents.emptyState()))
        .current()
        .orElseThrow();
  }
}
