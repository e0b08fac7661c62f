package io.weir.standalone.process;

import java.time.Instant;
import java.util.Optional;

/**
 * How a part is doing.
 *
 * @param name the part
 * @param state what it does now
 * @param pid its process, when one runs
 * @param restarts how often it was started again since the first start
 * @param since when it came into this state
 * @param lastProblem why it had to be started again, the last time
 */
public record PartStatus(
    String name,
    State state,
    Optional<Long> pid,
    int restarts,
    Instant since,
    Optional<String> lastProblem) {
  /** What a part can be doing. */
  public enum State {
    /** It waits for another part. */
    WAITING,
    /** Its process runs, but it does not serve yet. */
    STARTING,
    /** It serves. */
    READY,
    /** Its process ended; it is started again after a delay. */
    RESTARTING,
    /** It was stopped, or never started. */
    STOPPED
  }
}
