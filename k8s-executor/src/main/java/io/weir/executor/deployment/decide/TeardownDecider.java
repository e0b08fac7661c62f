package io.weir.executor.deployment.decide;

import io.weir.events.deployment.FailureReason;
import io.weir.events.report.ClusterGone;
import io.weir.events.report.TeardownIncomplete;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Nothing of a cluster is to be left: its parent is deleted, what remains after it, and last what
 * Flink wrote for itself, in Kubernetes and in its storage.
 */
final class TeardownDecider {
  private TeardownDecider() {}

  static Decision decide(JobIntent job, TeardownIntent teardown, Observation seen, Pace pace) {
    return switch (seen.cluster()) {
      case Seen.Unknown<ClusterView> unknown ->
          overdue(teardown, seen)
              ? incomplete(
                  job,
                  teardown,
                  List.of(),
                  "Kubernetes did not answer: " + unknown.why(),
                  seen,
                  pace)
              : Decision.waiting(Why.KUBERNETES_UNKNOWN, pace.open());
      case Seen.Absent<ClusterView> none -> Decision.waiting(Why.KUBERNETES_UNKNOWN, pace.open());
      case Seen.Present<ClusterView> present ->
          present.value().live()
              ? remaining(job, teardown, present.value(), seen, pace)
              : Decision.confirmAbsence();
    };
  }

  private static Decision remaining(
      JobIntent job, TeardownIntent teardown, ClusterView view, Observation seen, Pace pace) {
    if (view.empty()) {
      // Files that cannot be removed harm nobody and hold nothing up.
      boolean tries = seen.refusal().isEmpty() && !overdue(teardown, seen);
      if (tries && seen.haData().isPresent())
        return Decision.act(
            Why.OBJECTS_LEFT,
            Duration.ZERO,
            new Action.RemoveHaData(seen.haData().get(), job.ownDirectory()));
      return Decision.report(
          Why.CLUSTER_GONE,
          pace.open(),
          teardown.origin(),
          new ClusterGone(job.deploymentId(), job.jobId(), seen.retained().found()));
    }
    if (overdue(teardown, seen))
      return incomplete(job, teardown, view.everything(), seen.inWords(), seen, pace);
    List<ObjectRef> next = next(view);
    return next.isEmpty()
        ? Decision.waiting(Why.REMOVAL_AWAITED, pace.open())
        : Decision.act(
            Why.OBJECTS_LEFT, pace.open(), new Action.Delete(job.kubernetesNamespace(), next));
  }

  /** What is to be deleted now; nothing while what was deleted is going. */
  static List<ObjectRef> next(ClusterView view) {
    Optional<ObjectView> owner = view.object(Part.OWNER);
    if (owner.isPresent())
      return owner.filter(each -> !each.terminating()).map(ObjectView::ref).stream().toList();
    List<ObjectRef> objects =
        view.objects().stream().filter(each -> !each.terminating()).map(ObjectView::ref).toList();
    if (!objects.isEmpty()) return objects;
    List<ObjectRef> pods =
        view.pods().stream().filter(each -> !each.terminating()).map(PodView::ref).toList();
    if (!pods.isEmpty()) return pods;
    // A JobManager that still runs would write them again.
    return view.objects().isEmpty() && view.pods().isEmpty() ? view.haMaps() : List.of();
  }

  static boolean overdue(TeardownIntent teardown, Observation seen) {
    return !seen.at().isBefore(teardown.deadline());
  }

  static Decision incomplete(
      JobIntent job,
      TeardownIntent teardown,
      List<String> remaining,
      String lastSeen,
      Observation seen,
      Pace pace) {
    String refused = seen.refusal().map(each -> "; " + each.message()).orElse("");
    return Decision.report(
        Why.TEARDOWN_INCOMPLETE,
        pace.open(),
        teardown.origin(),
        new TeardownIncomplete(
            job.deploymentId(),
            job.jobId(),
            remaining,
            Causes.plain(
                FailureReason.DEADLINE_EXCEEDED,
                "Cluster %s was not gone by %s (attempt %d); last seen: %s%s"
                    .formatted(
                        job.clusterName(),
                        teardown.deadline(),
                        teardown.attempt(),
                        lastSeen,
                        refused),
                seen.at())));
  }
}
