package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.weir.cluster.loop.KeyedLoop;
import io.weir.cluster.record.EventRecorder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Leads each job to its completions, or to its failure. */
final class JobController implements KeyedLoop.Look<ObjectKey> {
  private final KubernetesClient client;
  private final EventRecorder events;
  private final Clock clock;

  JobController(KubernetesClient client, EventRecorder events, Clock clock) {
    this.client = client;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Optional<Duration> at(ObjectKey key) {
    Job job = client.batch().v1().jobs().inNamespace(key.namespace()).withName(key.name()).get();
    if (job == null) {
      return Optional.empty();
    }
    List<Pod> pods =
        Ownership.controlled(client.pods().inNamespace(key.namespace()).list().getItems(), job);
    JobDecider.Decision decision = JobDecider.decide(job, pods, clock.instant());
    if (decision.expired()) {
      client.resource(job).withPropagationPolicy(DeletionPropagation.BACKGROUND).delete();
      return Optional.empty();
    }
    // The verdict is written before pods go: what they say about it is then no longer needed.
    if (!decision.status().equals(job.getStatus())) {
      job.setStatus(decision.status());
      client.resource(job).updateStatus();
    }
    for (int i = 0; i < decision.create(); i++) {
      PodTemplates.create(client, job.getSpec().getTemplate(), job)
          .ifPresent(
              pod ->
                  events.record(
                      job,
                      EventRecorder.Type.NORMAL,
                      "SuccessfulCreate",
                      "Created pod: " + pod.getMetadata().getName()));
    }
    for (Pod pod : decision.delete()) {
      client.resource(pod).delete();
    }
    return decision.lookAgainIn();
  }
}
