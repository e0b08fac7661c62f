package io.weir.projection.usage;

import io.weir.projection.jobs.JobView;
import io.weir.projection.sessions.SessionPeriod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one job, or one session cluster, had while its size was the same.
 *
 * @param namespace the namespace of the deployment or of the session cluster
 * @param begin when it was up with that
 * @param end when it was so no more; empty: it still is
 * @param used by its JobManager and all its TaskManagers
 */
public record ResourceUse(String namespace, Instant begin, Optional<Instant> end, Used used) {

  /** What the job had from the first RUNNING on; nothing when it never ran. */
  public static List<ResourceUse> of(JobView job) {
    List<ResourceUse> uses = new ArrayList<>();
    Optional<Instant> started = job.progress().startedAt();
    if (started.isEmpty()) return uses;
    Instant begin = started.get();
    for (JobView.Earlier size : job.earlier()) {
      uses.add(use(job, begin, Optional.of(size.until()), size.taskManagers()));
      begin = size.until();
    }
    uses.add(
        use(
            job,
            begin,
            job.progress().terminatedAt(),
            job.request().spec().numberOfTaskManagers()));
    return uses;
  }

  private static ResourceUse use(
      JobView job, Instant begin, Optional<Instant> end, int taskManagers) {
    return new ResourceUse(
        job.namespace(), begin, end, Used.of(job.request().spec().resources(), taskManagers));
  }

  /** What a session cluster had in one of its periods. */
  public static ResourceUse of(SessionPeriod period) {
    return new ResourceUse(
        period.namespace(),
        period.begin(),
        period.end(),
        Used.of(period.resources(), period.taskManagers()));
  }
}
