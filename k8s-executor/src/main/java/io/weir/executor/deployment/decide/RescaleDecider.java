package io.weir.executor.deployment.decide;

import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.RescaleRequested;
import io.weir.events.report.RescaleApplied;
import io.weir.events.report.RescaleUnsuccessful;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A running job is to take another scale: more TaskManagers come before the job is told of them,
 * and fewer remain only after it no longer needs them.
 */
final class RescaleDecider {
  private RescaleDecider() {}

  /** Empty when no other scale is wanted. */
  static Optional<Decision> decide(JobIntent job, Observation seen, ClusterView view, Pace pace) {
    return job.rescale().map(intent -> decide(job, intent, seen, view, pace));
  }

  private static Decision decide(
      JobIntent job, RescaleIntent intent, Observation seen, ClusterView view, Pace pace) {
    if (seen.refusal().isPresent())
      return failed(
          job, intent, FailureReason.RESCALE_REFUSED, seen.refusal().get().message(), seen, pace);
    if (!seen.at().isBefore(intent.request().deadline()))
      return failed(
          job,
          intent,
          FailureReason.DEADLINE_EXCEEDED,
          "The job had not parallelism %d by %s; last seen: %s"
              .formatted(
                  intent.request().parallelism(), intent.request().deadline(), seen.inWords()),
          seen,
          pace);
    Optional<ObjectView> owner = view.object(Part.OWNER).filter(each -> !each.terminating());
    Optional<ObjectView> taskManagers = view.object(Part.TASK_MANAGERS);
    boolean going = taskManagers.filter(ObjectView::terminating).isPresent();
    if (owner.isEmpty() || going || seen.job().isEmpty())
      return Decision.waiting(Why.RESCALE_AWAITED, pace.open());
    // Somebody may have deleted them: then they are made anew, at the new scale.
    if (taskManagers.isEmpty())
      return wanted(pace, apply(job, owner.get(), EnumSet.of(Part.TASK_MANAGERS), Map.of()));
    Action replicas =
        new Action.Scale(
            job.kubernetesNamespace(),
            taskManagers.get().ref(),
            intent.request().numberOfTaskManagers());
    int there = taskManagers.get().replicas().orElse(0);
    int needed = intent.request().numberOfTaskManagers();
    if (there < needed) return wanted(pace, withConfiguration(job, view, owner.get(), replicas));
    JobView shown = seen.job().get();
    // Flink did not tell its vertices this time.
    if (shown.vertices().isEmpty() || seen.jobManager().isEmpty())
      return Decision.waiting(Why.RESCALE_AWAITED, pace.open());
    Map<String, Integer> targets = targets(job, intent.request(), shown.vertices());
    if (!shown.vertices().stream().allMatch(each -> each.wanted() == targets.get(each.id())))
      return wanted(
          pace,
          withConfiguration(
              job,
              view,
              owner.get(),
              new Action.Rescale(seen.jobManager().get(), job.identity(), targets)));
    boolean runs =
        shown.status() == JobStatus.RUNNING
            && shown.tasksRunning()
            && shown.vertices().stream().allMatch(each -> each.runs() == targets.get(each.id()));
    if (!runs) return Decision.waiting(Why.RESCALE_AWAITED, pace.open());
    if (there > needed) return wanted(pace, withConfiguration(job, view, owner.get(), replicas));
    return Decision.report(
        Why.RESCALED,
        pace.settled(),
        intent.origin(),
        new RescaleApplied(job.deploymentId(), job.jobId(), intent.request().generation()));
  }

  /** A vertex that the program gave a parallelism of its own keeps it. */
  private static Map<String, Integer> targets(
      JobIntent job, RescaleRequested asked, List<VertexScale> vertices) {
    int before = job.request().spec().parallelism();
    Map<String, Integer> targets = new TreeMap<>();
    for (VertexScale vertex : vertices) {
      boolean follows =
          vertex.wanted() == Math.min(before, vertex.most())
              || vertex.wanted() == Math.min(asked.parallelism(), vertex.most());
      targets.put(
          vertex.id(), follows ? Math.min(asked.parallelism(), vertex.most()) : vertex.wanted());
    }
    return targets;
  }

  private static Decision wanted(Pace pace, Action... actions) {
    return Decision.act(Why.RESCALE_WANTED, pace.open(), actions);
  }

  /**
   * The default parallelism is in Flink's configuration, which a JobManager that comes back reads.
   * The configuration of another version of Weir stays as it is until the next start.
   */
  private static Action[] withConfiguration(
      JobIntent job, ClusterView view, ObjectView owner, Action action) {
    Optional<ObjectView> there = view.object(Part.CONFIGURATION).filter(ObjectView::rendersAlike);
    return there
        .map(
            each ->
                new Action[] {
                  apply(
                      job,
                      owner,
                      EnumSet.of(Part.CONFIGURATION),
                      Map.of(Part.CONFIGURATION, each.ref().uid())),
                  action
                })
        .orElseGet(() -> new Action[] {action});
  }

  private static Action apply(
      JobIntent job, ObjectView owner, Set<Part> parts, Map<Part, String> existing) {
    return new Action.Apply(job.atNewScale(), owner.ref().uid(), parts, existing);
  }

  private static Decision failed(
      JobIntent job,
      RescaleIntent intent,
      FailureReason reason,
      String message,
      Observation seen,
      Pace pace) {
    return Decision.report(
        Why.RESCALE_FAILED,
        pace.open(),
        intent.origin(),
        new RescaleUnsuccessful(
            job.deploymentId(),
            job.jobId(),
            intent.request().generation(),
            Causes.plain(reason, message, seen.at())));
  }
}
