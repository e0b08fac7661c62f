package io.weir.events.sessions;

import io.weir.events.deployment.JobTarget;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Intent: a Flink cluster is to run for this session cluster. Written before anything outside is
 * touched.
 *
 * @param sessionClusterId the session cluster
 * @param incarnation which start this is, from 1
 * @param clusterName the name of every object of this incarnation
 * @param generation the generation of the spec
 * @param target where
 * @param runtime what
 * @param deadline the executor reports failure when the cluster is not up by then
 */
public record SessionClusterStartRequested(
    UUID sessionClusterId,
    long incarnation,
    String clusterName,
    long generation,
    JobTarget target,
    SessionRuntime runtime,
    Instant deadline)
    implements SessionClusterEvent {
  public SessionClusterStartRequested {
    deadline = deadline.truncatedTo(ChronoUnit.MICROS);
  }
}
