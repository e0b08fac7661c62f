package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Instant;

/** Pods in all states; ready ones are so for ten seconds. */
final class Pods {
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private Pods() {}

  static Pod pending(String name) {
    return pod(name, "Pending", false);
  }

  static Pod running(String name, boolean ready) {
    Pod pod = pod(name, "Running", ready);
    pod.getSpec().setNodeName("local");
    return pod;
  }

  static Pod failed(String name) {
    return pod(name, "Failed", false);
  }

  static Pod succeeded(String name) {
    return pod(name, "Succeeded", false);
  }

  static Pod deleting(Pod pod) {
    pod.getMetadata().setDeletionTimestamp(NOW.toString());
    return pod;
  }

  private static Pod pod(String name, String phase, boolean ready) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withUid("uid-" + name)
        .withCreationTimestamp("2026-01-01T11:00:00Z")
        .endMetadata()
        .withNewSpec()
        .endSpec()
        .withNewStatus()
        .withPhase(phase)
        .addNewCondition()
        .withType("Ready")
        .withStatus(ready ? "True" : "False")
        .withLastTransitionTime(NOW.minusSeconds(10).toString())
        .endCondition()
        .addNewContainerStatus()
        .withRestartCount(0)
        .withNewState()
        .withNewTerminated()
        .withFinishedAt(NOW.minusSeconds(4).toString())
        .endTerminated()
        .endState()
        .endContainerStatus()
        .endStatus()
        .build();
  }
}
