package io.weir.appmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.events.spec.Artifact;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.RestoreStrategy;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ResourceBinderTest {
  private static final String SPEC =
      """
      state: running
      upgradeStrategy: {kind: stateful}
      restoreStrategy: {kind: Latest_State, allowNonRestoredState: false}
      maxJobCreationAttempts: "4"
      maxSavepointCreationAttempts: 4
      sessionClusterName: null
      unknownField: [1, 2]
      template:
        metadata: {annotations: {flink.queryable-state.enabled: false}}
        spec:
          artifact: {kind: jar, jarUri: file:///a.jar, flinkVersion: 1.10, mainClass: ignored}
          parallelism: 1
          resources:
            jobmanager: {cpu: 500m, memory: 1G}
            taskmanager: {cpu: "1", memory: 1g}
          flinkConfiguration: {taskmanager.numberOfTaskSlots: 4, x: 0.10, y: true}
          logging: {log4jLoggers: {"": INFO}}
          kubernetes: {pods: {ports: [{containerPort: 8080}]}}
      """;

  private static ObjectNode yaml(String text) {
    return BodyReader.read(text.getBytes(StandardCharsets.UTF_8), Optional.of(BodySyntax.YAML));
  }

  private static DeploymentSpec bind(String text) {
    return ResourceBinder.bind(yaml(text), DeploymentSpec.class, "/spec");
  }

  @Test
  void readsAnyCaseAndTakesScalarsLexically() {
    DeploymentSpec spec = bind(SPEC);

    assertThat(spec.state()).isEqualTo(DesiredState.RUNNING);
    assertThat(spec.restoreStrategy().kind()).isEqualTo(RestoreStrategy.Kind.LATEST_STATE);
    assertThat(spec.maxJobCreationAttempts()).isEqualTo(4);
    assertThat(spec.sessionClusterName()).isEmpty();
    assertThat(spec.template().spec().artifact().kind()).isEqualTo(Artifact.Kind.JAR);
    assertThat(spec.template().spec().artifact().flinkVersion()).contains("1.10");
    assertThat(spec.template().metadata().annotations())
        .containsEntry("flink.queryable-state.enabled", "false");
    assertThat(spec.template().spec().flinkConfiguration())
        .containsEntry("taskmanager.numberOfTaskSlots", "4")
        .containsEntry("x", "0.10")
        .containsEntry("y", "true");
    assertThat(spec.template().spec().resources().get("jobmanager").cpu())
        .isEqualByComparingTo("0.5");
    assertThat(
            spec.template()
                .spec()
                .kubernetes()
                .orElseThrow()
                .pods()
                .orElseThrow()
                .at("/ports/0/containerPort")
                .isNumber())
        .isTrue();
  }

  @Test
  void readsJsonNumbersInTextFieldsAsTheyAreSpelled() {
    ObjectNode tree =
        BodyReader.read(
            "{\"kind\":\"JAR\",\"flinkVersion\":1.10,\"jarUri\":7}"
                .getBytes(StandardCharsets.UTF_8),
            Optional.of(BodySyntax.JSON));

    Artifact artifact = ResourceBinder.bind(tree, Artifact.class, "");

    assertThat(artifact.flinkVersion()).contains("1.10");
    assertThat(artifact.jarUri()).contains("7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "state: running|state: ''|/spec/state|RUNNING, SUSPENDED, CANCELLED",
        "state: running|state: RUNING|/spec/state|'RUNING'",
        "state: running|state: 1|/spec/state|RUNNING",
        "parallelism: 1|parallelism: many|/spec/template/spec/parallelism|whole number",
        "parallelism: 1|parallelism: 1.5|/spec/template/spec/parallelism|whole number",
        "parallelism: 1|parallelism: null|/spec/template/spec/parallelism|whole number",
        "cpu: 500m|cpu: lots|/spec/template/spec/resources/jobmanager|0.5 or 500m",
        "allowNonRestoredState: false|allowNonRestoredState: maybe|/spec/restoreStrategy/allowNonRestoredState|true or false",
        "kind: stateful|kind: sometimes|/spec/upgradeStrategy/kind|STATELESS",
        "state: running|deploymentTargetId: not-an-id|/spec/deploymentTargetId|UUID",
        "logging: {log4jLoggers: {'': INFO}}|logging: 7|/spec/template/spec/logging|object",
        "{taskmanager.numberOfTaskSlots: 4, x: 0.10, y: true}|{a: {b: c}}|/spec/template/spec/flinkConfiguration/a|text"
      })
  void saysWhichFieldDoesNotFitAndWhatItMayBe(
      String good, String bad, String pointer, String says) {
    String text = SPEC.replace("\"\": INFO", "'': INFO");
    assertThat(text).contains(good);

    RefusedBodyException refusal =
        catchThrowableOfType(RefusedBodyException.class, () -> bind(text.replace(good, bad)));

    assertThat(refusal.faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.pointer()).isEqualTo(pointer);
              assertThat(fault.detail())
                  .contains(says)
                  .doesNotContain("java.")
                  .doesNotContain("tools.jackson");
            });
  }

  @Test
  void writesYamlThatReadsBackTheSame() {
    DeploymentSpec spec = bind(SPEC);

    byte[] written = BodyWriter.write(spec, BodySyntax.YAML);

    assertThat(
            ResourceBinder.bind(
                yaml(new String(written, StandardCharsets.UTF_8)), DeploymentSpec.class, ""))
        .isEqualTo(spec);
    assertThat(new String(written, StandardCharsets.UTF_8))
        .contains("state: RUNNING")
        .doesNotContain("sessionClusterName");
  }

  @Test
  void mergesAsRfc7386Says() {
    ObjectNode target = yaml("a: {b: 1, c: 2}\nd: [1, 2]\ne: x");

    assertThat(MergePatch.apply(target, yaml("a: {b: null, f: {g: null, h: 1}}\nd: [3]")))
        .isEqualTo(yaml("a: {c: 2, f: {h: 1}}\nd: [3]\ne: x"));
    assertThat(target).isEqualTo(yaml("a: {b: 1, c: 2}\nd: [1, 2]\ne: x"));
  }
}
