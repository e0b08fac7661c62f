package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.weir.cluster.loop.KeyedLoop;
import io.weir.cluster.record.EventRecorder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Keeps the number of pods of each replica set. */
final class ReplicaSetController implements KeyedLoop.Look<ObjectKey> {
  private final KubernetesClient client;
  private final EventRecorder events;
  private final Clock clock;

  ReplicaSetController(KubernetesClient client, EventRecorder events, Clock clock) {
    this.client = client;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Optional<Duration> at(ObjectKey key) {
    ReplicaSet set =
        client.apps().replicaSets().inNamespace(key.namespace()).withName(key.name()).get();
    if (set == null) {
      return Optional.empty();
    }
    List<Pod> pods =
        Ownership.controlled(client.pods().inNamespace(key.namespace()).list().getItems(), set);
    ReplicaSetDecider.Decision decision = ReplicaSetDecider.decide(set, pods, clock.instant());
    if (!decision.status().equals(set.getStatus())) {
      set.setStatus(decision.status());
      client.resource(set).updateStatus();
    }
    for (int i = 0; i < decision.create(); i++) {
      PodTemplates.create(client, set.getSpec().getTemplate(), set)
          .ifPresent(
              pod ->
                  events.record(
                      set,
                      EventRecorder.Type.NORMAL,
                      "SuccessfulCreate",
                      "Created pod: " + pod.getMetadata().getName()));
    }
    for (Pod pod : decision.delete()) {
      client.resource(pod).delete();
      events.record(
          set,
          EventRecorder.Type.NORMAL,
          "SuccessfulDelete",
          "Deleted pod: " + pod.getMetadata().getName());
    }
    return decision.lookAgainIn();
  }
}
