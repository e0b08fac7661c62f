package io.weir.command.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class JobSpecsTest {
  private static String body(String version, String annotations, String template) {
    return """
    spec:
      state: RUNNING
      template:
        metadata: {annotations: {%s}}
        spec:
          artifact: {kind: JAR, jarUri: "file:///a.jar", flinkVersion: %s}
          %s
    """
        .formatted(annotations, version, template);
  }

  @Test
  void resolvesPlaceholdersAndLeavesReferencesToSecrets() {
    JobRequested job =
        Bodies.job(
            Bodies.withTemplate(
                """
                flinkConfiguration:
                  a: "{{namespace}}/{{deploymentName}}/{{ deploymentId }}/{{jobId}}"
                  b: "${KEY}-{{nothing}}"
                """));

    assertThat(job.spec().flinkConfiguration())
        .containsEntry("a", "default/words/" + Story.ID + "/" + job.jobId())
        .containsEntry("b", "${KEY}-{{nothing}}");
    assertThat(job.spec().userFlinkConfiguration())
        .containsEntry("a", "{{namespace}}/{{deploymentName}}/{{ deploymentId }}/{{jobId}}");
  }

  @ParameterizedTest
  @CsvSource({
    "2.3, high-availability.type, kubernetes",
    "1.13, high-availability,"
        + " org.apache.flink.kubernetes.highavailability.KubernetesHaServicesFactory",
    "1.10, high-availability,"
  })
  void asksForTheHighAvailabilityThatTheLineHas(String version, String key, String value) {
    Map<String, String> options =
        Bodies.job(body(version, "", "parallelism: 1")).spec().flinkConfiguration();

    assertThat(options.get(key)).isEqualTo(value);
  }

  /**
   * Defaults of existing platforms name it and nothing more; a JobManager without the storage ends
   * at once.
   */
  @Test
  void givesAStorageToAHighAvailabilityThatIsOnlyNamed() {
    for (String version : List.of("1.13", "2.3"))
      for (String name : List.of("vvp-kubernetes", "kubernetes")) {
        Map<String, String> options =
            Bodies.job(
                    body(
                        version, "", "flinkConfiguration: {high-availability: %s}".formatted(name)))
                .spec()
                .flinkConfiguration();

        assertThat(options.get("high-availability.storageDir")).contains("/flink-ha/");
        assertThat(options.get("kubernetes.cluster-id")).startsWith("job-");
        assertThat(options).containsKey("kubernetes.namespace");
      }
    assertThat(
            Bodies.job(
                    body(
                        "2.3",
                        "",
                        "flinkConfiguration: {high-availability: zookeeper,"
                            + " high-availability.storageDir: 's3://own'}"))
                .spec()
                .flinkConfiguration())
        .containsEntry("high-availability.storageDir", "s3://own")
        .doesNotContainKey("kubernetes.cluster-id");
  }

  /** Flink before 1.8 writes the checkpoints of every job below the same id. */
  @ParameterizedTest
  @CsvSource({
    "1.7, state.checkpoints.dir, s3://b/c/, s3://b/c/<job>",
    "1.7, state.backend.fs.checkpointdir, s3://b/c, s3://b/c/<job>",
    "1.7, state.checkpoints.dir, s3://b/{{jobId}}/c, s3://b/<job>/c",
    "1.10, state.checkpoints.dir, s3://b/c, s3://b/c"
  })
  void givesEachJobItsOwnCheckpointsWhereFlinkDoesNot(
      String version, String option, String given, String effective) {
    JobRequested job =
        Bodies.job(body(version, "", "flinkConfiguration: {%s: '%s'}".formatted(option, given)));

    assertThat(job.spec().flinkConfiguration())
        .containsEntry(option, effective.replace("<job>", job.jobId().toString()));
    assertThat(job.spec().userFlinkConfiguration()).containsEntry(option, given);
  }

  @ParameterizedTest
  @CsvSource({
    "1.7, high-availability, zookeeper",
    "1.7, high-availability, kubernetes",
    "1.7, high-availability.type, zookeeper",
    "1.7, recovery.mode, zookeeper"
  })
  void refusesAHighAvailabilityThatWouldTakeUpTheJobOfAnother(
      String version, String option, String mode) {
    Outcome outcome =
        Bodies.outcome(body(version, "", "flinkConfiguration: {%s: %s}".formatted(option, mode)));

    assertThat(((Outcome.Refused) outcome).faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.pointer())
                  .isEqualTo("/spec/template/spec/flinkConfiguration/" + option);
              assertThat(fault.detail())
                  .contains("Flink " + version, "to NONE, or use Flink 1.8 or later");
            });
    for (String fine : List.of("NONE", "none", ""))
      Bodies.job(body(version, "", "flinkConfiguration: {%s: '%s'}".formatted(option, fine)));
  }

  @Test
  void knowsTheNameThatPlatformsGaveToIt() {
    JobSpec spec =
        Bodies.job(body("2.3", "", "flinkConfiguration: {high-availability: vvp-kubernetes}"))
            .spec();

    assertThat(spec.flinkConfiguration()).containsEntry("high-availability", "kubernetes");
  }

  @Test
  void switchesQueryableStateOnByAnnotation() {
    assertThat(
            Bodies.job(body("1.13", "flink.queryable-state.enabled: true", "parallelism: 1"))
                .spec()
                .flinkConfiguration())
        .containsEntry("queryable-state.enable", "true");
    assertThat(Bodies.job(body("2.3", "", "parallelism: 1")).spec().flinkConfiguration())
        .doesNotContainKey("queryable-state.enable");
  }

  @ParameterizedTest
  @CsvSource({
    "flink.queryable-state.enabled: perhaps, 2.3, expected true or false",
    "flink.security.ssl.enabled: 1, 2.3, expected true or false",
    "flink.queryable-state.enabled: true, 2.3, have no queryable state"
  })
  void refusesASwitchThatCannotBe(String annotation, String version, String says) {
    Outcome outcome = Bodies.outcome(body(version, annotation, "parallelism: 1"));

    assertThat(((Outcome.Refused) outcome).faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.pointer()).startsWith("/spec/template/metadata/annotations/flink.");
              assertThat(fault.detail()).contains(says);
            });
  }

  @Test
  void spellsNumbersOutWherePodsTakeTextOnly() {
    JsonNode pods =
        Bodies.job(
                Bodies.withTemplate(
                    """
                    kubernetes:
                      pods:
                        labels: {v: 1.10, on: true}
                        nodeSelector: {zone: 1}
                        envVars: [{name: PORT, value: 8080}]
                        tolerations: [{key: k, tolerationSeconds: 30}]
                    """))
            .spec()
            .kubernetes()
            .orElseThrow()
            .pods()
            .orElseThrow();
    JsonNode template =
        Bodies.job(
                Bodies.withTemplate(
                    """
                    kubernetes:
                      taskManagerPodTemplate:
                        spec: {containers: [{name: flink-main-container, env: [{name: A, value: 1}]}]}
                    """))
            .spec()
            .kubernetes()
            .orElseThrow()
            .taskManagerPodTemplate()
            .orElseThrow();

    assertThat(pods.at("/labels/v").stringValue()).isEqualTo("1.10");
    assertThat(pods.at("/labels/on").stringValue()).isEqualTo("true");
    assertThat(pods.at("/nodeSelector/zone").stringValue()).isEqualTo("1");
    assertThat(pods.at("/envVars/0/value").stringValue()).isEqualTo("8080");
    assertThat(pods.at("/tolerations/0/tolerationSeconds").isNumber()).isTrue();
    assertThat(template.at("/spec/containers/0/env/0/value").stringValue()).isEqualTo("1");
  }

  @Test
  void asksForEncryptionByAnnotationUnlessTheUserBringsKeys() {
    JobSpec ours =
        Bodies.job(body("2.3", "flink.security.ssl.enabled: true", "parallelism: 1")).spec();
    JobSpec theirs =
        Bodies.job(
                body(
                    "2.3",
                    "flink.security.ssl.enabled: true",
                    "flinkConfiguration: {security.ssl.internal.keystore: /k.jks}"))
            .spec();

    assertThat(ours.encrypted()).isTrue();
    assertThat(theirs.encrypted()).isFalse();
    assertThat(ours.flinkConfiguration()).containsEntry("security.ssl.internal.enabled", "true");
    assertThat(theirs.flinkConfiguration()).containsEntry("security.ssl.internal.enabled", "true");
    assertThat(Bodies.job(body("2.3", "", "parallelism: 1")).spec().encrypted()).isFalse();
  }

  @Test
  void rendersTheTemplateOfALogConfiguration() {
    JobSpec own =
        Bodies.job(
                Bodies.withTemplate(
                    """
                    logging:
                      log4jLoggers: {"": WARN, org.apache.flink: INFO}
                      log4j2ConfigurationTemplate: "{% for n, l in userConfiguredLoggers %}{{ n }}={{ l }}{% endfor %} {{ rootLoggerLogLevel }}"
                    """))
            .spec();
    JobSpec profile =
        Bodies.job(
                Bodies.withTemplate("logging: {loggingProfile: quiet, log4jLoggers: {'': ERROR}}"))
            .spec();

    assertThat(own.logConfiguration()).contains("org.apache.flink=INFO WARN");
    assertThat(own.logging().loggingProfile()).isEmpty();
    assertThat(profile.logConfiguration()).contains("rootLogger.level = ERROR\n");
    assertThat(Bodies.job(Bodies.withTemplate("parallelism: 1")).spec().logConfiguration())
        .isEmpty();
  }
}
