package io.weir.command.sessions;

import io.weir.command.sessions.Incarnation.Phase;
import io.weir.events.deployment.Failure;
import io.weir.events.deployment.JobTarget;
import io.weir.events.sessions.DesiredSessionState;
import io.weir.events.sessions.SessionClusterDeleted;
import io.weir.events.sessions.SessionClusterEvent;
import io.weir.events.sessions.SessionClusterFailed;
import io.weir.events.sessions.SessionClusterForeignChangeReverted;
import io.weir.events.sessions.SessionClusterReachable;
import io.weir.events.sessions.SessionClusterRegistered;
import io.weir.events.sessions.SessionClusterRevised;
import io.weir.events.sessions.SessionClusterScaleFailed;
import io.weir.events.sessions.SessionClusterScaleRequested;
import io.weir.events.sessions.SessionClusterScaled;
import io.weir.events.sessions.SessionClusterSpec;
import io.weir.events.sessions.SessionClusterStartRequested;
import io.weir.events.sessions.SessionClusterStarted;
import io.weir.events.sessions.SessionClusterState;
import io.weir.events.sessions.SessionClusterStopFailed;
import io.weir.events.sessions.SessionClusterStopRequested;
import io.weir.events.sessions.SessionClusterStopped;
import io.weir.events.sessions.SessionClusterUnreachable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A session cluster: the fold of its events. Holds no rules.
 *
 * @param id its id
 * @param namespace its namespace
 * @param name its name
 * @param labels labels by key
 * @param annotations annotations by key
 * @param spec what the user wants
 * @param target where
 * @param generation of the spec, from 1
 * @param starts how many starts there were
 * @param incarnation the start that something may be left of
 * @param failure why the last start or change of size failed
 * @param deleted whether it is gone for clients
 */
public record SessionState(
    UUID id,
    String namespace,
    String name,
    Map<String, String> labels,
    Map<String, String> annotations,
    SessionClusterSpec spec,
    JobTarget target,
    long generation,
    long starts,
    Optional<Incarnation> incarnation,
    Optional<Failure> failure,
    boolean deleted) {
  /** What clients are shown. */
  public SessionClusterState actual() {
    if (incarnation.isEmpty())
      return failure.isPresent() ? SessionClusterState.FAILED : SessionClusterState.STOPPED;
    return switch (incarnation.get().phase()) {
      case STARTING -> SessionClusterState.STARTING;
      case RUNNING -> SessionClusterState.RUNNING;
      case UPDATING -> SessionClusterState.UPDATING;
      case STOPPING -> SessionClusterState.STOPPING;
      case FAILED -> SessionClusterState.FAILED;
    };
  }

  /** Whether any of its fields may change: it is stopped or has failed. */
  public boolean settled() {
    return actual() == SessionClusterState.STOPPED || actual() == SessionClusterState.FAILED;
  }

  /**
   * The state after one more event.
   *
   * @param before empty before the first event
   * @param at when the event was recorded
   */
  static SessionState evolve(Optional<SessionState> before, SessionClusterEvent event, Instant at) {
    if (event instanceof SessionClusterRegistered e)
      return new SessionState(
          e.sessionClusterId(),
          e.namespace(),
          e.name(),
          e.labels(),
          e.annotations(),
          e.spec(),
          e.target(),
          1,
          0,
          Optional.empty(),
          Optional.empty(),
          false);
    return before
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Expected SessionClusterRegistered first, but got " + event))
        .after(event, at);
  }

  private SessionState after(SessionClusterEvent event, Instant at) {
    return switch (event) {
      case SessionClusterRegistered e ->
          throw new IllegalStateException("Expected one SessionClusterRegistered, but got " + e);
      case SessionClusterRevised e -> revised(e, at);
      case SessionClusterDeleted e -> gone();
      case SessionClusterStartRequested e ->
          with(
              e.incarnation(),
              Optional.of(
                  new Incarnation(
                      e.incarnation(),
                      e.clusterName(),
                      e.target().kubernetesNamespace(),
                      e.generation(),
                      e.runtime().numberOfTaskManagers(),
                      Phase.STARTING,
                      Optional.empty(),
                      at,
                      0,
                      Optional.empty(),
                      Optional.empty())),
              Optional.empty());
      case SessionClusterStarted e -> with(incarnation.map(i -> i.up(at)), Optional.empty());
      case SessionClusterFailed e ->
          with(incarnation.map(i -> i.with(Phase.FAILED, at)), Optional.of(e.failure()));
      case SessionClusterScaleRequested e ->
          with(
              incarnation.map(i -> i.scaling(e.numberOfTaskManagers(), e.generation(), at)),
              Optional.empty());
      case SessionClusterScaled e -> with(incarnation.map(i -> i.up(at)), Optional.empty());
      case SessionClusterScaleFailed e ->
          with(incarnation.map(i -> i.up(at)), Optional.of(e.failure()));
      case SessionClusterStopRequested e -> {
        Optional<Incarnation> going = incarnation.map(i -> i.going(e.attempt(), at));
        boolean failed = going.filter(i -> i.phase() == Phase.FAILED).isPresent();
        yield with(going, failed ? failure : Optional.empty());
      }
      case SessionClusterStopFailed e -> this;
      case SessionClusterStopped e -> with(Optional.empty(), failure);
      case SessionClusterForeignChangeReverted e -> this;
      case SessionClusterUnreachable e ->
          with(incarnation.map(i -> i.answers(Optional.of(e), at)), failure);
      case SessionClusterReachable e ->
          with(incarnation.map(i -> i.answers(Optional.empty(), at)), failure);
    };
  }

  /** Who wishes it stopped has taken note of its failure. */
  private SessionState revised(SessionClusterRevised e, Instant at) {
    boolean noted = e.spec().state() == DesiredSessionState.STOPPED && settled();
    return new SessionState(
        id,
        namespace,
        name,
        e.labels(),
        e.annotations(),
        e.spec(),
        e.target(),
        e.generation(),
        starts,
        noted ? incarnation.map(i -> i.with(Phase.STOPPING, at)) : incarnation,
        noted ? Optional.empty() : failure,
        deleted);
  }

  private SessionState with(Optional<Incarnation> next, Optional<Failure> why) {
    return with(starts, next, why);
  }

  private SessionState with(long count, Optional<Incarnation> next, Optional<Failure> why) {
    return new SessionState(
        id,
        namespace,
        name,
        labels,
        annotations,
        spec,
        target,
        generation,
        count,
        next,
        why,
        deleted);
  }

  private SessionState gone() {
    return new SessionState(
        id,
        namespace,
        name,
        labels,
        annotations,
        spec,
        target,
        generation,
        starts,
        incarnation,
        failure,
        true);
  }
}
