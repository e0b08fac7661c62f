package io.weir.command.deployment;

import io.weir.events.deployment.JobRescaled;
import io.weir.events.deployment.JobSession;
import io.weir.events.deployment.JobSpec;
import io.weir.events.deployment.JobTarget;
import io.weir.events.deployment.RescaleRequested;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The one job whose cluster is not proven gone.
 *
 * @param id the job
 * @param clusterName its cluster
 * @param kubernetesNamespace where the cluster is
 * @param generation the generation that it was requested with
 * @param phase how far it is
 * @param restoredFrom the savepoint that it was asked to begin from
 * @param attempt which attempt of its transition it is
 * @param maxAttempts of how many
 * @param startedAt when it reached RUNNING
 * @param restarts Flink's last recorded restart count
 * @param teardownAttempt 0 before the first
 * @param unreachable since when and why nothing answers
 * @param target where it runs
 * @param spec what it runs
 * @param scaling what became of changes of its scale in place
 * @param placed where it was placed, when on a session cluster
 */
public record CurrentJob(
    UUID id,
    String clusterName,
    String kubernetesNamespace,
    long generation,
    Phase phase,
    Optional<UUID> restoredFrom,
    int attempt,
    int maxAttempts,
    Optional<Instant> startedAt,
    long restarts,
    int teardownAttempt,
    Optional<Unreachable> unreachable,
    JobTarget target,
    JobSpec spec,
    Scaling scaling,
    Optional<Placed> placed) {
  /** How far the job is; each phase says what is awaited. */
  public enum Phase {
    /** For the cluster's objects. */
    REQUESTED,
    /** For the JobManager to answer. */
    APPLIED,
    /** For Flink to know the job. */
    READY,
    /** For Flink to report RUNNING. */
    SUBMITTED,
    /** Nothing, or a savepoint: it runs. */
    STARTED,
    /** For Flink to report the end. */
    STOPPING,
    /** For the cluster to be gone. */
    TEARING_DOWN;

    boolean isStarting() {
      return compareTo(STARTED) < 0;
    }
  }

  /**
   * Nothing answers for the job.
   *
   * @param since the last time it answered
   * @param detail what came back instead
   * @param recordedAt when that was recorded
   */
  public record Unreachable(Instant since, String detail, Instant recordedAt) {}

  /**
   * It runs on a session cluster.
   *
   * @param session which start of which
   * @param at when that was decided
   */
  public record Placed(JobSession session, Instant at) {}

  CurrentJob in(Phase next) {
    return new CurrentJob(
        id,
        clusterName,
        kubernetesNamespace,
        generation,
        next,
        restoredFrom,
        attempt,
        maxAttempts,
        startedAt,
        restarts,
        teardownAttempt,
        unreachable,
        target,
        spec,
        scaling,
        placed);
  }

  CurrentJob started(Instant at) {
    return new CurrentJob(
        id,
        clusterName,
        kubernetesNamespace,
        generation,
        Phase.STARTED,
        restoredFrom,
        attempt,
        maxAttempts,
        Optional.of(at),
        restarts,
        teardownAttempt,
        unreachable,
        target,
        spec,
        scaling,
        placed);
  }

  CurrentJob tearingDown(int nextAttempt) {
    return new CurrentJob(
        id,
        clusterName,
        kubernetesNamespace,
        generation,
        Phase.TEARING_DOWN,
        restoredFrom,
        attempt,
        maxAttempts,
        startedAt,
        restarts,
        nextAttempt,
        unreachable,
        target,
        spec,
        scaling,
        placed);
  }

  CurrentJob restarted(long count) {
    return new CurrentJob(
        id,
        clusterName,
        kubernetesNamespace,
        generation,
        phase,
        restoredFrom,
        attempt,
        maxAttempts,
        startedAt,
        count,
        teardownAttempt,
        unreachable,
        target,
        spec,
        scaling,
        placed);
  }

  CurrentJob reachable(Optional<Unreachable> now) {
    return new CurrentJob(
        id,
        clusterName,
        kubernetesNamespace,
        generation,
        phase,
        restoredFrom,
        attempt,
        maxAttempts,
        startedAt,
        restarts,
        teardownAttempt,
        now,
        target,
        spec,
        scaling,
        placed);
  }

  /** The change of scale in place that is under way. */
  public Optional<RescaleRequested> rescaling() {
    return scaling.underWay();
  }

  CurrentJob with(Scaling next) {
    return new CurrentJob(
        id,
        clusterName,
        kubernetesNamespace,
        generation,
        phase,
        restoredFrom,
        attempt,
        maxAttempts,
        startedAt,
        restarts,
        teardownAttempt,
        unreachable,
        target,
        spec,
        next,
        placed);
  }

  CurrentJob rescaled(JobRescaled e) {
    return new CurrentJob(
        id,
        clusterName,
        kubernetesNamespace,
        e.generation(),
        phase,
        restoredFrom,
        attempt,
        maxAttempts,
        startedAt,
        restarts,
        teardownAttempt,
        unreachable,
        target,
        spec.scaled(e.parallelism(), e.numberOfTaskManagers()),
        Scaling.NONE,
        placed);
  }
}
