package io.weir.executor.intake;

import io.weir.events.deployment.ClusterRemoved;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.JobSession;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.decide.JobIntent;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The jobs on session clusters that the log has done with. One that goes on there all the same is
 * nobody's. Of each session cluster only the newest start is of interest: nothing that an earlier
 * one ran is left. Written by one thread, read by many.
 */
public final class GivenUpJobs {
  private record Start(long incarnation, Set<UUID> jobs) {}

  private final Map<UUID, Start> starts = new ConcurrentHashMap<>();

  /**
   * Takes note of an event.
   *
   * @param before what was wanted of its deployment before it
   */
  public void fold(Desired before, DeploymentEvent event) {
    if (!(event instanceof ClusterRemoved removed)) return;
    before.jobs().stream()
        .filter(job -> job.jobId().equals(removed.jobId()))
        .map(JobIntent::session)
        .forEach(placed -> placed.ifPresent(start -> add(start, removed.jobId())));
  }

  /** Those that were placed on this start. */
  public Set<UUID> on(UUID sessionClusterId, long incarnation) {
    Start start = starts.get(sessionClusterId);
    return start == null || start.incarnation() != incarnation
        ? Set.of()
        : Set.copyOf(start.jobs());
  }

  private void add(JobSession placed, UUID jobId) {
    starts.compute(
        placed.sessionClusterId(),
        (id, known) -> {
          if (known != null && known.incarnation() > placed.incarnation()) return known;
          Start start =
              known != null && known.incarnation() == placed.incarnation()
                  ? known
                  : new Start(placed.incarnation(), ConcurrentHashMap.newKeySet());
          start.jobs().add(jobId);
          return start;
        });
  }
}
