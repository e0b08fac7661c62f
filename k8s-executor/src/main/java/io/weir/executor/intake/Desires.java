package io.weir.executor.intake;

import io.weir.events.deployment.ClusterTeardownRequested;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.JobRequested;
import io.weir.events.deployment.JobStopRequested;
import io.weir.events.deployment.SavepointDisposalRequested;
import io.weir.events.deployment.SavepointRequested;
import io.weir.events.wire.EventMetadata;
import io.weir.events.wire.RecordedEvent;
import io.weir.executor.deployment.decide.Desired;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What the log wants, by deployment. Written by one thread, read by many. */
public final class Desires {
  /** Is told what may need work. */
  public interface Listener {
    /**
     * Something changed for a deployment.
     *
     * @param wish whether somebody wishes for something new
     */
    void changed(UUID deploymentId, boolean wish);
  }

  private final Map<UUID, Desired> all = new ConcurrentHashMap<>();
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

  /** Folds one event; one that cannot be folded blocks its deployment. */
  void fold(RecordedEvent recorded) {
    switch (recorded.event().kind()) {
      case DEPLOYMENT -> fold(recorded.metadata(), (DeploymentEvent) recorded.event());
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
    try {
      all.put(id, all.getOrDefault(id, Desired.empty(id)).evolve(metadata, event));
    } catch (IllegalStateException e) {
      block(id, e.getMessage());
      return;
    }
    if (caughtUp) listener.changed(id, isWish(event));
  }

  /** Nothing is done about this deployment any more, until a version that can read its log. */
  void block(UUID deploymentId, String why) {
    blocked.put(deploymentId, why);
  }

  /** The log has been read to where it ended at the start: from now on it is acted on. */
  void caughtUp() {
    if (caughtUp) return;
    caughtUp = true;
    all.forEach(
        (id, desired) -> {
          if (desired.wantsWork()) listener.changed(id, false);
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

  private static boolean isWish(DeploymentEvent event) {
    return event instanceof JobRequested
        || event instanceof JobStopRequested
        || event instanceof SavepointRequested
        || event instanceof ClusterTeardownRequested
        || event instanceof SavepointDisposalRequested;
  }
}
