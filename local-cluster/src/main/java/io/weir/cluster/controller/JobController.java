package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
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
  private final TrackedPods tracked;
  private final EventRecorder events;
  private final Clock clock;

  JobController(KubernetesClient client, EventRecorder events, Clock clock) {
    this.client = client;
    this.tracked = new TrackedPods(client);
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Optional<Duration> at(ObjectKey key) {
    Job job = client.batch().v1().jobs().inNamespace(key.namespace()).withName(key.name()).get();
    List<Pod> all = client.pods().inNamespace(key.namespace()).list().getItems();
    letGoOfJobsThatAreGone(key.name(), job, all);
    if (job == null) {
      return Optional.empty();
    }
    List<Pod> pods = Ownership.controlled(all, job);
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
    decision.letGo().forEach(tracked::letGo);
    for (Pod pod : decision.withdraw()) {
      tracked.letGo(pod);
      client.resource(pod).delete();
    }
    for (int i = 0; i < decision.create(); i++) {
      PodTemplates.create(client, template(job), job)
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

  /** Pods of an earlier job of the same name: nobody will count them. */
  private void letGoOfJobsThatAreGone(String name, Job job, List<Pod> pods) {
    for (Pod pod : pods) {
      boolean ofAnother =
          Ownership.controller(pod)
              .filter(owner -> owner.getKind().equals("Job") && owner.getName().equals(name))
              .filter(owner -> job == null || !job.getMetadata().getUid().equals(owner.getUid()))
              .isPresent();
      if (ofAnother && JobTally.isTracked(pod)) {
        tracked.letGo(pod);
      }
    }
  }

  private static PodTemplateSpec template(Job job) {
    return new PodTemplateSpecBuilder(job.getSpec().getTemplate())
        .editOrNewMetadata()
        .addToFinalizers(JobTally.FINALIZER)
        .endMetadata()
        .build();
  }
}
