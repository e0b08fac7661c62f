package io.weir.cluster.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutPlanTest {

  /** Columns: wanted, surge, unavailable; new spec/available; old spec/available; next new, old. */
  @ParameterizedTest
  @CsvSource({
    "3, 1, 0,   0, 0,   0, 0,   3, 0",
    "3, 1, 0,   0, 0,   3, 3,   1, 3",
    "3, 1, 0,   1, 0,   3, 3,   1, 3",
    "3, 1, 0,   1, 1,   3, 3,   1, 2",
    "3, 1, 0,   1, 1,   2, 2,   2, 2",
    "3, 1, 0,   3, 3,   1, 1,   3, 0",
    "3, 0, 1,   0, 0,   3, 3,   0, 2",
    "3, 0, 1,   0, 0,   2, 2,   1, 2",
    "4, 25%, 25%,   0, 0,   4, 4,   1, 3",
    "3, 1, 0,   0, 0,   3, 1,   1, 3",
    "3, 1, 1,   0, 0,   3, 0,   1, 2",
    "2, 0, 0,   0, 0,   2, 2,   0, 1",
    "1, 1, 0,   3, 3,   0, 0,   1, 0"
  })
  void rolls(
      int wanted,
      String surge,
      String unavailable,
      int newSpec,
      int newAvailable,
      int oldSpec,
      int oldAvailable,
      int nextNew,
      int nextOld) {
    Deployment deployment =
        new DeploymentBuilder()
            .withNewSpec()
            .withReplicas(wanted)
            .withNewStrategy()
            .withType("RollingUpdate")
            .withNewRollingUpdate()
            .withMaxSurge(part(surge))
            .withMaxUnavailable(part(unavailable))
            .endRollingUpdate()
            .endStrategy()
            .endSpec()
            .build();
    ReplicaSet current = set("new", newSpec, newAvailable);
    ReplicaSet old = set("old", oldSpec, oldAvailable);
    Map<ReplicaSet, Integer> plan = RolloutPlan.next(deployment, current, List.of(old));
    assertThat(plan.getOrDefault(current, newSpec)).as("new").isEqualTo(nextNew);
    assertThat(plan.getOrDefault(old, oldSpec)).as("old").isEqualTo(nextOld);
  }

  @Test
  void recreatesAllAtOnce() {
    Deployment deployment =
        new DeploymentBuilder()
            .withNewSpec()
            .withReplicas(2)
            .withNewStrategy()
            .withType("Recreate")
            .endStrategy()
            .endSpec()
            .build();
    ReplicaSet current = set("new", 0, 0);
    assertThat(RolloutPlan.next(deployment, current, List.of(set("old", 0, 0))))
        .containsExactly(Map.entry(current, 2));
  }

  private static IntOrString part(String text) {
    return text.endsWith("%") ? new IntOrString(text) : new IntOrString(Integer.valueOf(text));
  }

  private static ReplicaSet set(String name, int spec, int available) {
    return new ReplicaSetBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withReplicas(spec)
        .endSpec()
        .withNewStatus()
        .withAvailableReplicas(available)
        .endStatus()
        .build();
  }
}
