package io.weir.executor.intake;

import io.weir.events.deployment.ClusterTeardownRequested;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobSession;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.SavepointDisposalRequested;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.sessions.SessionClusterEvent;
import io.weir.events.sessions.SessionClusterScaleRequested;
import io.weir.events.sessions.SessionClusterStartRequested;
import io.weir.events.sessions.SessionClusterStopRequested;
import io.weir.events.wire.EventMetadata;
import io.weir.events.wire.RecordedEvent;
import io.weir.executor.deployment.decide.Desired;
import io.weir.executor.deployment.decide.DesiredSession;
import io.weir.executor.deployment.decide.JobIntent;
import io.weir.executor.deployment.decide.SessionIntent;
import io.weir.executor.deployment.decide.SessionPlace;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the log wants, by deployment and by session cluster. Written by one thread, read by many.
 */
public final class Desires {
  /** Is told what may need work. */
  public interface Listener {
    /**
     * Something changed for a deployment or a session cluster.
     *
     * @param wish whether somebody wishes for something new
     */
    void changed(UUID id, boolean wish);
  }

  private final Map<UUID, Desired> all = new ConcurrentHashMap<>();
  private final Map<UUID, DesiredSession> sessions = new ConcurrentHashMap<>();
  private final GivenUpJobs givenUp = new GivenUpJobs();
  private final Map<UUID, String> blocked = new ConcurrentHashMap<>();
  private final Listener listener;
  private volatile boolean caughtUp;

  public Desires(Listener listener) {
    this.listener = listener;
  }

  /** What may be acted on: empty before the log was read, and for a deployment that is blocked. */
  public Optional<Desired> of(UUID deploymentId) {
    if (!caughtUp || blocked.containsKey(deploymentId)) return Optional.empty();
    return Optional.ofNullable(all.get(deploymentId));
  }

  /** The same for a session cluster. */
  public Optional<DesiredSession> session(UUID sessionClusterId) {
    if (!caughtUp || blocked.containsKey(sessionClusterId)) return Optional.empty();
    return Optional.ofNullable(sessions.get(sessionClusterId));
  }

  /** A job of a namespace whose cluster the log does not show as removed. */
  public Optional<JobIntent> job(String namespace, UUID jobId) {
    return all.values().stream()
        .flatMap(desired -> desired.jobs().stream())
        .filter(job -> job.jobId().equals(jobId) && job.namespace().equals(namespace))
        .findFirst();
  }

  /** What the log says of where a job was placed. */
  public SessionPlace place(JobSession placed) {
    UUID id = placed.sessionClusterId();
    String why = blocked.get(id);
    if (why != null) return new SessionPlace.Unknown(why);
    return sessions.getOrDefault(id, DesiredSession.empty(id)).place(placed.incarnation());
  }

  /** The jobs that were placed on an incarnation and that the log has done with. */
  public Set<UUID> givenUp(SessionIntent session) {
    return givenUp.on(session.ownerId(), session.incarnation());
  }

  /** Folds one event; one that cannot be folded blocks its deployment. */
  void fold(RecordedEvent recorded) {
    switch (recorded.event().kind()) {
      case DEPLOYMENT -> fold(recorded.metadata(), (DeploymentEvent) recorded.event());
      case SESSION_CLUSTER -> fold(recorded.metadata(), (SessionClusterEvent) recorded.event());
      // A job that is requested carries all that it needs and names its secrets, so these ask for
      // nothing by themselves.
      case DEPLOYMENT_TARGET,
          DEPLOYMENT_DEFAULTS,
          NAMESPACE,
          API_TOKEN,
          SECRET_VALUE,
          AUTOPILOT_POLICY -> {}
    }
  }

  private void fold(EventMetadata metadata, DeploymentEvent event) {
    UUID id = metadata.aggregateId();
    if (blocked.containsKey(id)) return;
    Desired before = all.getOrDefault(id, Desired.empty(id));
    try {
      all.put(id, before.evolve(metadata, event));
      givenUp.fold(before, event);
    } catch (IllegalStateException e) {
      block(id, e.getMessage());
      return;
    }
    if (caughtUp) listener.changed(id, isWish(event));
  }

  private void fold(EventMetadata metadata, SessionClusterEvent event) {
    UUID id = metadata.aggregateId();
    if (blocked.containsKey(id)) return;
    try {
      sessions.put(id, sessions.getOrDefault(id, DesiredSession.empty(id)).evolve(metadata, event));
    } catch (IllegalStateException e) {
      block(id, e.getMessage());
      return;
    }
    if (caughtUp) listener.changed(id, isWish(event));
  }

  /**
   * Nothing is done about this deployment or session cluster any more, until a version that can
   * read its log.
   */
  void block(UUID id, String why) {
    blocked.put(id, why);
  }

  /** The log has been read to where it ended at the start: from now on it is acted on. */
  void caughtUp() {
    if (caughtUp) return;
    caughtUp = true;
    all.forEach(
        (id, desired) -> {
          if (desired.wantsWork()) listener.changed(id, false);
        });
    sessions.forEach(
        (id, desired) -> {
          if (desired.current().isPresent()) listener.changed(id, false);
        });
  }

  /** Nothing may be acted on any more. */
  void lost() {
    caughtUp = false;
  }

  public boolean isCaughtUp() {
    return caughtUp;
  }

  /** Why each blocked deployment is blocked. */
  public Map<UUID, String> blocked() {
    return Map.copyOf(blocked);
  }

  private static boolean isWish(SessionClusterEvent event) {
    return event instanceof SessionClusterStartRequested
        || event instanceof SessionClusterScaleRequested
        || event instanceof SessionClusterStopRequested;
  }

  private static boolean isWish(DeploymentEvent event) {
    return event instanceof JobRequested
        || event instanceof JobStopRequested
        || event instanceof SavepointRequested
        || event instanceof ClusterTeardownRequested
        || event instanceof SavepointDisposalRequested;
  }
}
