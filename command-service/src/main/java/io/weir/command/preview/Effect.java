package io.weir.command.preview;

import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.RestoreDecision;
import io.weir.events.spec.DesiredState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a command does to the job, when all goes well.
 *
 * @param summary in sentences
 * @param after the transition under way that ends first, by its target
 * @param endsAt the state when everything that follows has happened
 * @param restarts whether a running job is replaced by another
 * @param stop how the job that is there ends
 * @param rescale the scale that the running job takes without being replaced
 * @param restore from which state the next job begins
 * @param stateLoss what of the job's state is lost for good
 * @param expected how long it takes, by this deployment's past
 * @param pendingSavepoints what others asked the job for that ends, and is not written yet
 */
public record Effect(
    String summary,
    Optional<DesiredState> after,
    ActualState endsAt,
    boolean restarts,
    Stop stop,
    Optional<Rescale> rescale,
    Optional<Restore> restore,
    StateLoss stateLoss,
    Optional<Expected> expected,
    List<PendingSavepoint> pendingSavepoints) {
  public Effect {
    pendingSavepoints = List.copyOf(pendingSavepoints);
  }

  /** How a job ends. */
  public enum Stop {
    /** It does not: there is none, or it goes on. */
    NONE,
    /** Flink writes a savepoint, then the job ends. */
    SAVEPOINT,
    /** It is cancelled without a savepoint. */
    CANCEL
  }

  /**
   * Another scale of the running job: its id, its cluster and its state stay.
   *
   * @param parallelism of every vertex, as far as its maximum allows
   * @param numberOfTaskManagers how many there will be
   */
  public record Rescale(int parallelism, int numberOfTaskManagers) {}

  /** What is lost. */
  public enum StateLoss {
    NOTHING,
    /** What the job did after the newest restore point that may be used. */
    SINCE_RESTORE_POINT,
    /** There is no restore point that may be used. */
    EVERYTHING
  }

  /**
   * The next job's beginning.
   *
   * @param decision the decision, in the words and data in which it will be recorded; absent: the
   *     job begins from the savepoint that the stop takes
   * @param explanation in words
   */
  public record Restore(Optional<RestoreDecision> decision, String explanation) {}

  /**
   * How long it took before.
   *
   * @param what what is measured
   * @param samples how many measurements there are; 0: nobody knows
   * @param median of them
   * @param shortest of them
   * @param longest of them
   */
  public record Expected(
      Measure what,
      int samples,
      Optional<Duration> median,
      Optional<Duration> shortest,
      Optional<Duration> longest) {}

  /**
   * A savepoint that the end of the job neither waits for nor takes for its own.
   *
   * @param savepointId the savepoint
   * @param since when it was asked for
   * @param age how long ago that is, in whole seconds
   * @param usual how long savepoints of this deployment took
   */
  public record PendingSavepoint(UUID savepointId, Instant since, Duration age, Expected usual) {}

  /** What is measured. */
  public enum Measure {
    /** From the stop of a job to RUNNING of its replacement. */
    DOWNTIME,
    /** From the request of a job to RUNNING. */
    TIME_TO_RUNNING,
    /** From the request of a savepoint to its completion. */
    SAVEPOINT
  }
}
