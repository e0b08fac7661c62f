package io.weir.command.deployment;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A deployment as the log has it.
 *
 * @param state what it is
 * @param version its resource version: the number of its events
 * @param modifiedAt when its newest event was recorded
 * @param skipped why a report changed nothing
 * @param rehearsal present when it is not so in the log: the command was only tried
 */
public record Recorded(
    DeploymentState state,
    long version,
    Instant modifiedAt,
    Optional<Skip> skipped,
    Optional<Rehearsal> rehearsal) {
  /** A deployment that the log has. */
  public Recorded(DeploymentState state, long version, Instant modifiedAt, Optional<Skip> skipped) {
    this(state, version, modifiedAt, skipped, Optional.empty());
  }

  /**
   * Checks the version that an actor saw.
   *
   * @throws StaleVersionException when it is another
   */
  public void requireVersion(OptionalLong expected) {
    if (expected.isPresent() && expected.getAsLong() != version && !state.deleted())
      throw new StaleVersionException(expected.getAsLong(), this);
  }
}
