package io.weir.executor.deployment.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.weir.events.deployment.FailureReason;
import io.weir.events.spec.KubernetesOptions;
import io.weir.events.wire.WireJson;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.secrets.NoSecretValues;
import io.weir.executor.secrets.SecretValue;
import io.weir.executor.secrets.SecretValues;
import io.weir.executor.testing.Intents;
import io.weir.executor.testing.LogTopics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JobSecretsTest {
  private static final JobIntent JOB =
      Desired.empty(Intents.DEPLOYMENT)
          .evolve(
              LogTopics.metadata(Intents.DEPLOYMENT, 0),
              Intents.aJob(
                  Intents.JOB,
                  Intents.NOON,
                  spec ->
                      Intents.withKubernetes(
                          Intents.withConfiguration(spec, Map.of("a", "${KEY}", "b", "${RACK}")),
                          new KubernetesOptions(
                              Map.of(),
                              Optional.of(
                                  WireJson.mapper()
                                      .readTree("{\"envVars\":[{\"name\":\"RACK\"}]}")),
                              Optional.empty(),
                              Optional.empty())),
                  Intents.emptyState()))
          .current()
          .orElseThrow();

  private static SecretValues having(Map<String, String> values) {
    return (namespace, names) -> {
      assertThat(namespace).isEqualTo(JOB.namespace());
      assertThat(names).containsExactly("KEY", "RACK");
      Map<String, SecretValue> known = new HashMap<>();
      values.forEach((name, text) -> known.put(name, new SecretValue(1, text)));
      return new SecretValues.Resolution.Known(known);
    };
  }

  @Test
  void takesWhatIsNoSecretFromThePods() {
    assertThat(JobSecrets.of(JOB, having(Map.of("KEY", "k"))))
        .isEqualTo(new JobSecrets(Map.of("KEY", "k"), Set.of("RACK")));
  }

  @Test
  void prefersTheSecret() {
    assertThat(JobSecrets.of(JOB, having(Map.of("KEY", "k", "RACK", "r"))))
        .isEqualTo(new JobSecrets(Map.of("KEY", "k", "RACK", "r"), Set.of()));
  }

  @Test
  void refusesWhatIsNeither() {
    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class, () -> JobSecrets.of(JOB, having(Map.of("RACK", "r"))));

    assertThat(refused.failure().reason()).isEqualTo(FailureReason.SECRET_NOT_FOUND);
    assertThat(refused.failure().message()).contains("no secret value KEY");
  }

  @Test
  void waitsWhileNobodyKnows() {
    assertThatThrownBy(() -> JobSecrets.of(JOB, new NoSecretValues()))
        .isInstanceOf(FailedActionException.class)
        .hasMessageContaining("KEY");
  }
}
