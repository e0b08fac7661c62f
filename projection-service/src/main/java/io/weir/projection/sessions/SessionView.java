package io.weir.projection.sessions;

import io.weir.events.deployment.Failure;
import io.weir.events.sessions.SessionClusterSpec;
import io.weir.events.sessions.SessionClusterState;
import io.weir.events.sessions.SessionClusterUnreachable;
import io.weir.projection.plain.NamedView;
import io.weir.projection.plain.PlainTable;
import io.weir.projection.store.ViewTable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A session cluster as queries see it.
 *
 * @param id the session cluster
 * @param namespace its namespace
 * @param name its name
 * @param labels labels by key
 * @param annotations annotations by key
 * @param spec what the user wants
 * @param status what it is
 * @param size what the current start has; empty: there is none
 * @param deleted whether it is gone
 * @param createdAt when it was registered
 * @param modifiedAt when its last event was recorded
 * @param sequence the sequence of the last event
 */
public record SessionView(
    UUID id,
    String namespace,
    String name,
    Map<String, String> labels,
    Map<String, String> annotations,
    SessionClusterSpec spec,
    Status status,
    Optional<SessionSize> size,
    boolean deleted,
    Instant createdAt,
    Instant modifiedAt,
    long sequence)
    implements NamedView {
  /** Where they are kept. */
  public static final ViewTable<SessionView> TABLE =
      PlainTable.of("session_cluster", SessionView.class);

  /**
   * What it is.
   *
   * @param state what clients see
   * @param present whether something of a start may be left
   * @param failure why the last start, or the last change of its size, failed
   * @param startedAt when the current start was up first
   * @param changedAt when something of the current start was recorded last
   * @param unreachable since when and why the JobManager of the current start cannot be asked
   * @param reachChangedAt when that changed last
   */
  public record Status(
      SessionClusterState state,
      boolean present,
      Optional<Failure> failure,
      Optional<Instant> startedAt,
      Instant changedAt,
      Optional<SessionClusterUnreachable> unreachable,
      Optional<Instant> reachChangedAt) {
    /** Nobody has failed to ask its JobManager. */
    Status(
        SessionClusterState state,
        boolean present,
        Optional<Failure> failure,
        Optional<Instant> startedAt,
        Instant changedAt) {
      this(state, present, failure, startedAt, changedAt, Optional.empty(), Optional.empty());
    }

    Status answers(Optional<SessionClusterUnreachable> silent, Instant at) {
      return new Status(state, present, failure, startedAt, at, silent, Optional.of(at));
    }

    /** The same start, further on. */
    Status now(SessionClusterState next, Optional<Failure> why, Optional<Instant> up, Instant at) {
      return new Status(next, true, why, up, at, unreachable, reachChangedAt);
    }
  }
}
