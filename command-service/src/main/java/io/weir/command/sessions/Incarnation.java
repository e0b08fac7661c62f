package io.weir.command.sessions;

import io.weir.events.sessions.SessionClusterUnreachable;
import java.time.Instant;
import java.util.Optional;

/**
 * One start of a session cluster, until nothing of it is left.
 *
 * @param number which start, from 1
 * @param clusterName the name of its objects
 * @param kubernetesNamespace where they are
 * @param generation the generation of the spec that it was last asked for
 * @param taskManagers how many it was last asked for
 * @param phase how far it is
 * @param startedAt when it was up first
 * @param changedAt when something of it was recorded last
 * @param stopAttempt how often its removal was asked for
 * @param unreachable since when and why its JobManager cannot be asked
 * @param reachChangedAt when it was last recorded that it answers again, or not any more
 */
public record Incarnation(
    long number,
    String clusterName,
    String kubernetesNamespace,
    long generation,
    int taskManagers,
    Phase phase,
    Optional<Instant> startedAt,
    Instant changedAt,
    int stopAttempt,
    Optional<SessionClusterUnreachable> unreachable,
    Optional<Instant> reachChangedAt) {
  /** How far it is. */
  public enum Phase {
    /** Asked for, not up yet. */
    STARTING,
    /** Up, and as wanted. */
    RUNNING,
    /** Up, and getting another number of TaskManagers. */
    UPDATING,
    /** On its way out because a user said so. */
    STOPPING,
    /** On its way out because it did not come up. */
    FAILED
  }

  Incarnation with(Phase next, Instant at) {
    return new Incarnation(
        number,
        clusterName,
        kubernetesNamespace,
        generation,
        taskManagers,
        next,
        startedAt,
        at,
        stopAttempt,
        unreachable,
        reachChangedAt);
  }

  Incarnation answers(Optional<SessionClusterUnreachable> silent, Instant at) {
    return new Incarnation(
        number,
        clusterName,
        kubernetesNamespace,
        generation,
        taskManagers,
        phase,
        startedAt,
        at,
        stopAttempt,
        silent,
        Optional.of(at));
  }

  Incarnation up(Instant at) {
    return new Incarnation(
        number,
        clusterName,
        kubernetesNamespace,
        generation,
        taskManagers,
        Phase.RUNNING,
        startedAt.or(() -> Optional.of(at)),
        at,
        stopAttempt,
        unreachable,
        reachChangedAt);
  }

  Incarnation scaling(int wanted, long newGeneration, Instant at) {
    return new Incarnation(
        number,
        clusterName,
        kubernetesNamespace,
        newGeneration,
        wanted,
        Phase.UPDATING,
        startedAt,
        at,
        stopAttempt,
        unreachable,
        reachChangedAt);
  }

  /** On its way out; what has failed stays failed. */
  Incarnation going(int attempt, Instant at) {
    return new Incarnation(
        number,
        clusterName,
        kubernetesNamespace,
        generation,
        taskManagers,
        phase == Phase.FAILED ? Phase.FAILED : Phase.STOPPING,
        startedAt,
        at,
        attempt,
        unreachable,
        reachChangedAt);
  }
}
