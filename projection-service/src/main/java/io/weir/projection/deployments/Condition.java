package io.weir.projection.deployments;

import java.time.Instant;

/**
 * Something that holds of a running job or does not (app-manager-api.md 2.2, {@code
 * status.running.conditions}).
 *
 * @param type what
 * @param holds whether it holds
 * @param reason one word in CamelCase
 * @param message one sentence
 * @param lastTransitionTime when {@code holds} last changed
 * @param lastUpdateTime when it was last observed
 */
public record Condition(
    Type type,
    boolean holds,
    String reason,
    String message,
    Instant lastTransitionTime,
    Instant lastUpdateTime) {

  /** The closed list of conditions; the wire names are the App Manager's. */
  public enum Type {
    /** Nothing answers for the job's cluster. */
    CLUSTER_UNREACHABLE("ClusterUnreachable"),
    /** The job waits for its session cluster to be up; while TRANSITIONING only. */
    SESSION_CLUSTER_AWAITED("SessionClusterAwaited"),
    /** The job's predecessor died by itself, and Weir started this one in its place. */
    JOB_FAILING("JobFailing"),
    /** Flink restarted the job by itself, at least once since it started. */
    JOB_UNSTABLE("JobUnstable");

    private final String wireName;

    Type(String wireName) {
      this.wireName = wireName;
    }

    /** The name that clients see. */
    public String wireName() {
      return wireName;
    }
  }

  static Condition observed(Type type, boolean holds, String reason, String message, Instant at) {
    return new Condition(type, holds, reason, message, at, at);
  }

  Condition updatedTo(Condition now) {
    Instant changed = holds == now.holds ? lastTransitionTime : now.lastTransitionTime;
    return new Condition(type, now.holds, now.reason, now.message, changed, now.lastUpdateTime);
  }
}
