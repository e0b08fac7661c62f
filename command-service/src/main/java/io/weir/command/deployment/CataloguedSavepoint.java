package io.weir.command.deployment;

import io.weir.events.deployment.Failure;
import io.weir.events.deployment.SavepointOrigin;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One savepoint of the deployment.
 *
 * @param id the savepoint
 * @param jobId the job that writes it; absent for copies
 * @param origin who made it
 * @param transitionId the transition that needs it
 * @param phase what it is
 * @param attempt which attempt of its transition
 * @param maxAttempts of how many
 * @param location where its data is, once complete
 * @param flinkSavepointId Flink's own id, for copies that carry one
 * @param sizeBytes its size, if known
 * @param createdAt when it was requested or registered
 * @param completedAt when it was complete
 * @param failure why it failed, or why its data could not be removed
 * @param pin why it must stay
 * @param removal the removal of its data that is under way, or that waits for its next attempt
 */
public record CataloguedSavepoint(
    UUID id,
    Optional<UUID> jobId,
    SavepointOrigin origin,
    Optional<UUID> transitionId,
    Phase phase,
    int attempt,
    int maxAttempts,
    Optional<String> location,
    Optional<String> flinkSavepointId,
    Optional<Long> sizeBytes,
    Instant createdAt,
    Optional<Instant> completedAt,
    Optional<Failure> failure,
    Optional<Pin> pin,
    Optional<Removal> removal) {
  /** What a savepoint is. */
  public enum Phase {
    /** Asked for. */
    REQUESTED,
    /** Flink is writing it. */
    TRIGGERED,
    /** May be restored from. */
    COMPLETED,
    /** Given up; its data may still turn up. */
    FAILED,
    /** Its data is to be removed, and is still whole. */
    PENDING_DELETION,
    /** Its data is being removed. */
    DELETING,
    /** Its data could not be removed and may be incomplete. */
    FAILED_DELETION;

    boolean isOpen() {
      return this == REQUESTED || this == TRIGGERED;
    }

    /** Whether its removal is under way. */
    public boolean isGoing() {
      return this == PENDING_DELETION || this == DELETING;
    }
  }

  /**
   * The savepoint must stay.
   *
   * @param reason why, in the user's words
   */
  public record Pin(Optional<String> reason) {}

  /**
   * Its data is to be removed.
   *
   * @param attempt which attempt, from 1
   * @param notBefore when it may begin
   */
  public record Removal(int attempt, Instant notBefore) {}

  CataloguedSavepoint triggered() {
    return with(Phase.TRIGGERED, location, sizeBytes, completedAt, failure);
  }

  CataloguedSavepoint completed(String at, Optional<Long> size, Instant when) {
    return with(Phase.COMPLETED, Optional.of(at), size, Optional.of(when), Optional.empty());
  }

  CataloguedSavepoint failed(Failure why) {
    return with(Phase.FAILED, location, sizeBytes, completedAt, Optional.of(why));
  }

  /** After a failure it stays one, with its reason, until the next attempt begins. */
  CataloguedSavepoint toBeRemoved(Removal next) {
    return next.attempt() == 1
        ? with(Phase.PENDING_DELETION, location, sizeBytes, completedAt, Optional.empty())
            .with(Optional.of(next))
        : with(Optional.of(next));
  }

  CataloguedSavepoint beingRemoved() {
    return with(Phase.DELETING, location, sizeBytes, completedAt, Optional.empty());
  }

  CataloguedSavepoint notRemoved(Failure why) {
    return with(Phase.FAILED_DELETION, location, sizeBytes, completedAt, Optional.of(why))
        .with(Optional.empty());
  }

  private CataloguedSavepoint with(Optional<Removal> next) {
    return new CataloguedSavepoint(
        id,
        jobId,
        origin,
        transitionId,
        phase,
        attempt,
        maxAttempts,
        location,
        flinkSavepointId,
        sizeBytes,
        createdAt,
        completedAt,
        failure,
        pin,
        next);
  }

  CataloguedSavepoint pinned(Optional<Pin> next) {
    return new CataloguedSavepoint(
        id,
        jobId,
        origin,
        transitionId,
        phase,
        attempt,
        maxAttempts,
        location,
        flinkSavepointId,
        sizeBytes,
        createdAt,
        completedAt,
        failure,
        next,
        removal);
  }

  private CataloguedSavepoint with(
      Phase next,
      Optional<String> at,
      Optional<Long> size,
      Optional<Instant> when,
      Optional<Failure> why) {
    return new CataloguedSavepoint(
        id,
        jobId,
        origin,
        transitionId,
        next,
        attempt,
        maxAttempts,
        at,
        flinkSavepointId,
        size,
        createdAt,
        when,
        why,
        pin,
        removal);
  }
}
