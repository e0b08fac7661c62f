package io.weir.executor.deployment.decide;

import io.weir.events.sessions.SessionClusterScaleRequested;
import io.weir.events.sessions.SessionClusterStartRequested;
import io.weir.events.sessions.SessionClusterStopRequested;
import io.weir.events.sessions.SessionRuntime;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the log wants of one incarnation of a session cluster and already knows of it.
 *
 * @param namespace the session cluster's namespace (Weir's, not Kubernetes')
 * @param name the session cluster's name
 * @param request what is to run and where
 * @param origin which event asked
 * @param up whether the log shows that it came up
 * @param numberOfTaskManagers how many it was last asked for
 * @param scale the change of its size that is under way
 * @param stop the wish that it goes
 * @param unreachable the event that says that it does not answer, while the log says so
 */
public record SessionIntent(
    String namespace,
    String name,
    SessionClusterStartRequested request,
    Origin origin,
    boolean up,
    int numberOfTaskManagers,
    Optional<Asked<SessionClusterScaleRequested>> scale,
    Optional<Asked<SessionClusterStopRequested>> stop,
    Optional<Origin> unreachable)
    implements ClusterIntent {
  /** The label with the name of the cluster, which has the incarnation in it. */
  public static final String LABEL = "weir.io/session-cluster";

  /**
   * A wish and the event that it came with.
   *
   * @param wish the wish
   * @param origin the event
   * @param <T> its kind
   */
  public record Asked<T>(T wish, Origin origin) {}

  static SessionIntent of(
      String namespace, String name, SessionClusterStartRequested request, Origin origin) {
    return new SessionIntent(
        namespace,
        name,
        request,
        origin,
        false,
        request.runtime().numberOfTaskManagers(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  SessionIntent cameUp() {
    return new SessionIntent(
        namespace,
        name,
        request,
        origin,
        true,
        numberOfTaskManagers,
        Optional.empty(),
        stop,
        unreachable);
  }

  SessionIntent scaled(Asked<SessionClusterScaleRequested> asked) {
    return new SessionIntent(
        namespace,
        name,
        request,
        origin,
        up,
        asked.wish().numberOfTaskManagers(),
        Optional.of(asked),
        stop,
        unreachable);
  }

  SessionIntent stopped(Asked<SessionClusterStopRequested> asked) {
    return new SessionIntent(
        namespace,
        name,
        request,
        origin,
        up,
        numberOfTaskManagers,
        Optional.empty(),
        Optional.of(asked),
        unreachable);
  }

  SessionIntent answers(Optional<Origin> silent) {
    return new SessionIntent(
        namespace, name, request, origin, up, numberOfTaskManagers, scale, stop, silent);
  }

  public long incarnation() {
    return request.incarnation();
  }

  @Override
  public UUID ownerId() {
    return request.sessionClusterId();
  }

  @Override
  public String clusterName() {
    return request.clusterName();
  }

  @Override
  public String kubernetesNamespace() {
    return request.target().kubernetesNamespace();
  }

  @Override
  public SessionRuntime spec() {
    return request.runtime();
  }

  @Override
  public ClusterLabel label() {
    return new ClusterLabel(LABEL, clusterName());
  }

  @Override
  public Set<Part> parts() {
    Set<Part> parts = EnumSet.allOf(Part.class);
    parts.remove(Part.JOB_MANAGER);
    if (!needsSecret()) parts.remove(Part.SECRET);
    return parts;
  }

  @Override
  public Set<String> references() {
    return SecretReferences.inOptions(request.runtime());
  }

  @Override
  public Optional<String> programUri() {
    return Optional.empty();
  }

  @Override
  public String ownDirectory() {
    return ownerId() + "/" + incarnation();
  }

  @Override
  public boolean encrypted() {
    return false;
  }

  @Override
  public boolean starting() {
    return !up && stop.isEmpty();
  }

  @Override
  public Instant deadline() {
    return request.deadline();
  }

  @Override
  public boolean going() {
    return stop.isPresent();
  }
}
