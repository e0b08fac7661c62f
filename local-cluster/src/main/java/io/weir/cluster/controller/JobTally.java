package io.weir.cluster.controller;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.UncountedTerminatedPods;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a job's pods ended, each counted once, however often it is looked at. A pod carries a
 * finalizer until it is counted: its uid is noted in the job's status, the finalizer goes, and
 * after that the counter takes the uid's place. Pure.
 *
 * @param succeeded pods that ended well and are let go
 * @param failed pods that did not and are let go
 * @param newlySucceeded uids of pods that ended well and are not let go yet
 * @param newlyFailed uids of pods that did not and are not let go yet
 * @param tracked pods that carry the finalizer
 */
record JobTally(
    int succeeded,
    int failed,
    List<String> newlySucceeded,
    List<String> newlyFailed,
    List<Pod> tracked) {
  static final String FINALIZER = "batch.kubernetes.io/job-tracking";

  static JobTally of(JobSpec spec, JobStatus before, List<Pod> pods) {
    List<Pod> tracked = pods.stream().filter(JobTally::isTracked).toList();
    Set<String> held = tracked.stream().map(JobTally::uid).collect(Collectors.toSet());
    UncountedTerminatedPods noted =
        Optional.ofNullable(before.getUncountedTerminatedPods())
            .orElseGet(UncountedTerminatedPods::new);
    List<String> succeeded = stillHeld(noted.getSucceeded(), held);
    List<String> failed = stillHeld(noted.getFailed(), held);
    int letGoWell = noted.getSucceeded().size() - succeeded.size();
    int letGoFailed = noted.getFailed().size() - failed.size();
    for (Pod pod : tracked) {
      boolean known = succeeded.contains(uid(pod)) || failed.contains(uid(pod));
      if (!known && PodState.phaseIs(pod, "Succeeded")) {
        succeeded.add(uid(pod));
      } else if (!known && failed(spec, pod)) {
        failed.add(uid(pod));
      }
    }
    return new JobTally(
        orZero(before.getSucceeded()) + letGoWell,
        orZero(before.getFailed()) + letGoFailed,
        succeeded,
        failed,
        tracked);
  }

  /** Whether the pod counts as failed: also when somebody deletes it, however it ends then. */
  static boolean failed(JobSpec spec, Pod pod) {
    if (PodState.phaseIs(pod, "Failed")) {
      return true;
    }
    boolean onlyWhenItEnded = "Failed".equals(spec.getPodReplacementPolicy());
    return !onlyWhenItEnded && PodState.deleting(pod) && !PodState.phaseIs(pod, "Succeeded");
  }

  static boolean isTracked(Pod pod) {
    return pod.getMetadata().getFinalizers().contains(FINALIZER);
  }

  /** The same once the job has failed: its pods that go on have failed, too. */
  JobTally allFailed() {
    List<String> failedToo = new ArrayList<>(newlyFailed);
    tracked.stream()
        .map(JobTally::uid)
        .filter(uid -> !newlySucceeded.contains(uid) && !newlyFailed.contains(uid))
        .forEach(failedToo::add);
    return new JobTally(succeeded, failed, newlySucceeded, failedToo, tracked);
  }

  int allSucceeded() {
    return succeeded + newlySucceeded.size();
  }

  int allFailedSoFar() {
    return failed + newlyFailed.size();
  }

  /** Whether all that ended is let go. */
  boolean settled() {
    return newlySucceeded.isEmpty() && newlyFailed.isEmpty();
  }

  /** Pods to let go as soon as the status notes them. */
  List<Pod> counted() {
    return tracked.stream()
        .filter(pod -> newlySucceeded.contains(uid(pod)) || newlyFailed.contains(uid(pod)))
        .toList();
  }

  UncountedTerminatedPods noted() {
    return new UncountedTerminatedPods(newlyFailed, newlySucceeded);
  }

  private static List<String> stillHeld(List<String> uids, Set<String> held) {
    return uids.stream().filter(held::contains).collect(Collectors.toCollection(ArrayList::new));
  }

  private static String uid(Pod pod) {
    return pod.getMetadata().getUid();
  }

  private static int orZero(Integer value) {
    return value == null ? 0 : value;
  }
}
