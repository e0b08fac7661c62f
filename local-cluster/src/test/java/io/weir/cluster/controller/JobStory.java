package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.util.ArrayList;
import java.util.List;

/** A job and its pods over time: what is decided is done, until nothing more follows. */
final class JobStory {
  private static final int MOST_LOOKS = 10;

  private final Job job;
  private final List<String> deleted = new ArrayList<>();
  private final List<String> letGo = new ArrayList<>();
  private List<Pod> pods = List.of();
  private int created;

  JobStory(Job job) {
    this.job = job;
  }

  /** These are the pods now; new ones are tracked. */
  void pods(Pod... now) {
    pods = List.of(now);
    pods.stream()
        .filter(pod -> !letGo.contains(pod.getMetadata().getName()))
        .forEach(pod -> pod.getMetadata().setFinalizers(List.of(JobTally.FINALIZER)));
    look();
  }

  /** Looks until the status stays as it is. */
  void look() {
    for (int i = 0; i < MOST_LOOKS; i++) {
      JobDecider.Decision decision = JobDecider.decide(job, pods, Pods.NOW);
      boolean same = decision.status().equals(job.getStatus());
      job.setStatus(decision.status());
      decision.letGo().forEach(this::letGo);
      decision.delete().forEach(pod -> deleted.add(Pods.deleting(pod).getMetadata().getName()));
      created += decision.create();
      if (same) {
        return;
      }
    }
    throw new AssertionError("Expected the job to come to rest, but it goes on: " + status());
  }

  private void letGo(Pod pod) {
    letGo.add(pod.getMetadata().getName());
    pod.getMetadata().setFinalizers(List.of());
  }

  JobStatus status() {
    return job.getStatus();
  }

  List<String> conditions() {
    return status().getConditions().stream().map(JobCondition::getType).toList();
  }

  int created() {
    return created;
  }

  List<String> deleted() {
    return deleted;
  }

  List<String> letGo() {
    return letGo;
  }
}
