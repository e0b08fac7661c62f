package io.weir.projection.usage;

import io.weir.events.deployment.JobSpec;
import io.weir.events.spec.ResourceSpec;
import io.weir.projection.jobs.JobView;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What one job used while it ran.
 *
 * @param namespace the deployment's namespace
 * @param begin when Flink first reported RUNNING
 * @param end when it ended; empty: it still runs
 * @param cpu cores of its JobManager and all its TaskManagers
 */
public record JobUse(String namespace, Instant begin, Optional<Instant> end, BigDecimal cpu) {

  /** What the job used; empty when it never ran. */
  public static Optional<JobUse> of(JobView job) {
    return job.progress()
        .startedAt()
        .map(
            begin ->
                new JobUse(
                    job.namespace(),
                    begin,
                    job.progress().terminatedAt(),
                    cpu(job.request().spec())));
  }

  private static BigDecimal cpu(JobSpec spec) {
    return cpu(spec, "jobmanager")
        .add(cpu(spec, "taskmanager").multiply(BigDecimal.valueOf(spec.numberOfTaskManagers())));
  }

  private static BigDecimal cpu(JobSpec spec, String component) {
    ResourceSpec resources = spec.resources().get(component);
    return resources == null ? BigDecimal.ZERO : resources.cpu();
  }
}
