package io.weir.executor.deployment.decide;

import java.util.UUID;

/**
 * A job as Weir and as Flink know it. They differ on lines of Flink that give an id of their own to
 * the one job of a cluster.
 *
 * @param jobId in the log and in all that is said
 * @param inFlink in what Flink is asked, and in the paths that it writes
 */
public record JobIdentity(UUID jobId, UUID inFlink) {
  /** Flink runs it under its own id. */
  public static JobIdentity same(UUID jobId) {
    return new JobIdentity(jobId, jobId);
  }

  /** Flink runs it under the id of 32 zeros, as it runs any such job. */
  static JobIdentity ofZeros(UUID jobId) {
    return new JobIdentity(jobId, new UUID(0, 0));
  }

  /** Whether the id in Flink tells this job from others. */
  public boolean unique() {
    return jobId.equals(inFlink);
  }

  /** Flink's id as Flink writes it. */
  public String hex() {
    return inFlink.toString().replace("-", "");
  }
}
