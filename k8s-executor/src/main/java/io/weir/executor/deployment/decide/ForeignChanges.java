package io.weir.executor.deployment.decide;

import io.weir.events.report.ForeignChangePutBack;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts back what somebody else deleted or took over, except what would begin a job anew. */
final class ForeignChanges {
  private ForeignChanges() {}

  static Optional<Decision> decide(JobIntent job, ClusterView view, Pace pace) {
    Optional<ObjectView> owner = view.object(Part.OWNER).filter(each -> !each.terminating());
    if (owner.isEmpty()) return Optional.empty();
    for (Part part : job.parts()) {
      Optional<ObjectView> object = view.object(part);
      boolean deleted = object.isEmpty() && replaceable(job, part);
      List<String> lost = object.map(ObjectView::lostFields).orElse(List.of());
      if (!deleted && (lost.isEmpty() || part == Part.OWNER)) continue;
      // The cache may still show what was put back a moment ago.
      if (!view.live()) return Optional.of(Decision.confirmAbsence());
      String detail =
          deleted
              ? "was deleted"
              : "somebody else set %s at version %s"
                  .formatted(String.join(", ", lost), object.get().resourceVersion());
      Map<Part, String> existing = new EnumMap<>(Part.class);
      object.ifPresent(each -> existing.put(part, each.ref().uid()));
      Set<Part> parts = EnumSet.of(part);
      return Optional.of(
          Decision.act(
              Why.FOREIGN_CHANGE,
              pace.open(),
              new Action.Apply(job, owner.get().ref().uid(), parts, existing),
              new Action.Report(
                  new ForeignChangePutBack(
                      job.deploymentId(),
                      job.jobId(),
                      part.kind() + "/" + part.nameIn(job.clusterName()),
                      detail),
                  job.origin())));
    }
    return Optional.empty();
  }

  /** New keys would lock new TaskManagers out of a cluster that runs with the old ones. */
  private static boolean replaceable(JobIntent job, Part part) {
    return switch (part) {
      case OWNER, JOB_MANAGER, SESSION_JOB_MANAGER -> false;
      case SECRET -> !job.request().spec().encrypted();
      case CONFIGURATION, SERVICE, TASK_MANAGERS -> true;
    };
  }
}
