package io.weir.appmanager;

import io.weir.events.sessions.SessionClusterSpec;
import io.weir.events.sessions.SessionClusterState;
import io.weir.events.sessions.SessionClusterUnreachable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A session cluster as clients see it (app-manager-api.md 2.9).
 *
 * @param kind always {@link #KIND}
 * @param apiVersion always {@link ResourceList#API_VERSION}
 * @param metadata who it is
 * @param spec what the user wants, complete
 * @param status what it is
 */
public record SessionClusterResource(
    String kind,
    String apiVersion,
    ResourceMetadata metadata,
    SessionClusterSpec spec,
    Status status) {
  public static final String KIND = "SessionCluster";

  /** A session cluster with its kind and version filled in. */
  public static SessionClusterResource of(
      ResourceMetadata metadata, SessionClusterSpec spec, Status status) {
    return new SessionClusterResource(KIND, ResourceList.API_VERSION, metadata, spec, status);
  }

  /**
   * What it is.
   *
   * @param state always present
   * @param failure why the last start, or the last change of its size, failed
   * @param running while it is up
   */
  public record Status(
      SessionClusterState state, Optional<FailureStatus> failure, Optional<Running> running) {}

  /**
   * The running cluster.
   *
   * @param startedAt when it was up first
   * @param lastUpdateTime when something of it was recorded last
   * @param conditions what was observed of it: {@code ClusterUnreachable}
   */
  public record Running(
      Instant startedAt, Instant lastUpdateTime, List<DeploymentStatus.Condition> conditions) {
    public Running {
      conditions = List.copyOf(conditions);
    }

    /**
     * The running cluster, with what is known of its JobManager.
     *
     * @param unreachable since when and why it cannot be asked
     * @param reachChangedAt when that changed last; empty: it has answered ever since its start
     */
    public static Running of(
        Instant startedAt,
        Instant lastUpdateTime,
        Optional<SessionClusterUnreachable> unreachable,
        Optional<Instant> reachChangedAt) {
      Instant changed = reachChangedAt.orElse(startedAt);
      return new Running(
          startedAt,
          lastUpdateTime,
          List.of(
              new DeploymentStatus.Condition(
                  "ClusterUnreachable",
                  unreachable.isPresent() ? "True" : "False",
                  unreachable.isPresent() ? "ClusterDoesNotAnswer" : "ClusterAnswers",
                  unreachable
                      .map(
                          e ->
                              "The JobManager cannot be asked since %s: %s"
                                  .formatted(e.since(), e.detail()))
                      .orElse("The JobManager answers."),
                  changed,
                  changed)));
    }
  }
}
