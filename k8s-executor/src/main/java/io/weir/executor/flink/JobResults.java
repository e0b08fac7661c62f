package io.weir.executor.flink;

import io.weir.executor.deployment.decide.JobResult;
import io.weir.executor.deployment.decide.Seen;
import java.util.UUID;

/** What JobManagers wrote down about ended jobs (Flink's job result store, docs/adr/026). */
public interface JobResults {
  /**
   * The result of a job that has ended and that its JobManager has done with.
   *
   * @param storageDir {@code high-availability.storageDir} of the job's own cluster
   * @return unknown where this storage cannot be read from here
   */
  Seen<JobResult> of(String storageDir, UUID jobId);
}
