package io.weir.command.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.command.deployment.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobalDefaultsTest {
  @Test
  void thePlatformLiesOverWhatIsBuiltIn() {
    GlobalDefaults defaults =
        GlobalDefaults.of(
            "spec: {state: RUNNING, template: {spec: {resources: {jobmanager: {cpu: 0.5}},"
                + " flinkConfiguration: {taskmanager.memory.managed.fraction: 0.0}}}}",
            Samples.SETTINGS);

    assertThat(defaults.spec().path("state").asString()).isEqualTo("RUNNING");
    assertThat(defaults.spec().path("maxJobCreationAttempts").asInt()).isEqualTo(4);
    assertThat(defaults.spec().at("/template/spec/resources/jobmanager/memory").asString())
        .isEqualTo("1G");
    assertThat(
            defaults
                .spec()
                .at("/template/spec/flinkConfiguration/taskmanager.memory.managed.fraction")
                .asString())
        .isEqualTo("0.0");
    assertThat(defaults.spec().at("/template/spec/artifact").isMissingNode())
        .as("the program is the user's")
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "state: RUNNING|there is no spec in it",
        "spec: [1]|there is no spec in it",
        "'[1]'|object",
        "spec: {state: ''}|/spec/state",
        "spec: {template: {spec: {parallelism: 0}}}|at least 1",
        "spec: {template: {spec: {resources: {jobmanager: {memory: lots}}}}}|/memory",
        "spec: {restoreStrategy: {allowNonRestoredState: true}, upgradeStrategy: STATEFUL}|upgradeStrategy"
      })
  void whatCouldBeNoDeploymentIsRefusedAtTheStartByTheNameOfTheSetting(String yaml, String says) {
    assertThatThrownBy(() -> GlobalDefaults.of(yaml, Samples.SETTINGS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weir.global-deployment-defaults")
        .hasMessageContaining(says);
  }
}
