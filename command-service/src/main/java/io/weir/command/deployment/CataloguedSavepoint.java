package io.weir.command.deployment;

import io.weir.events.deployment.Failure;
import io.weir.events.deployment.SavepointOrigin;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One savepoint of the deployment.
 *
 * @param registration as what it began; never changes
 * @param phase what it is
 * @param data what was written, once complete
 * @param failure why it failed, or why its data could not be removed
 * @param pin why it must stay
 * @param removal the removal of its data that is under way, or that waits for its next attempt
 */
public record CataloguedSavepoint(
    Registration registration,
    Phase phase,
    Optional<Data> data,
    Optional<Failure> failure,
    Optional<Pin> pin,
    Optional<Removal> removal) {
  /**
   * As what a savepoint began.
   *
   * @param id the savepoint
   * @param jobId the job that writes it; absent for copies
   * @param origin who made it
   * @param transitionId the transition that needs it
   * @param attempt which attempt of its transition
   * @param maxAttempts of how many
   * @param flinkSavepointId Flink's own id, for copies that carry one
   * @param createdAt when it was requested or registered
   */
  public record Registration(
      UUID id,
      Optional<UUID> jobId,
      SavepointOrigin origin,
      Optional<UUID> transitionId,
      int attempt,
      int maxAttempts,
      Optional<String> flinkSavepointId,
      Instant createdAt) {}

  /**
   * What was written.
   *
   * @param location where it is
   * @param sizeBytes its size, if known
   * @param completedAt when it was complete
   */
  public record Data(String location, Optional<Long> sizeBytes, Instant completedAt) {}

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

  static CataloguedSavepoint requested(Registration registration) {
    return new CataloguedSavepoint(
        registration,
        Phase.REQUESTED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static CataloguedSavepoint complete(Registration registration, Data data) {
    return requested(registration).completed(data);
  }

  /** The savepoint. */
  public UUID id() {
    return registration.id();
  }

  /** The job that writes it; absent for copies. */
  public Optional<UUID> jobId() {
    return registration.jobId();
  }

  /** Who made it. */
  public SavepointOrigin origin() {
    return registration.origin();
  }

  /** The transition that needs it. */
  public Optional<UUID> transitionId() {
    return registration.transitionId();
  }

  /** Which attempt of its transition. */
  public int attempt() {
    return registration.attempt();
  }

  /** Of how many attempts. */
  public int maxAttempts() {
    return registration.maxAttempts();
  }

  /** Flink's own id, for copies that carry one. */
  public Optional<String> flinkSavepointId() {
    return registration.flinkSavepointId();
  }

  /** When it was requested or registered. */
  public Instant createdAt() {
    return registration.createdAt();
  }

  /** Where its data is, once complete. */
  public Optional<String> location() {
    return data.map(Data::location);
  }

  /** The size of its data, if known. */
  public Optional<Long> sizeBytes() {
    return data.flatMap(Data::sizeBytes);
  }

  /** When it was complete. */
  public Optional<Instant> completedAt() {
    return data.map(Data::completedAt);
  }

  CataloguedSavepoint triggered() {
    return become(Phase.TRIGGERED, failure);
  }

  CataloguedSavepoint completed(Data written) {
    return new CataloguedSavepoint(
        registration, Phase.COMPLETED, Optional.of(written), Optional.empty(), pin, removal);
  }

  CataloguedSavepoint failed(Failure why) {
    return become(Phase.FAILED, Optional.of(why));
  }

  /** After a failure it stays one, with its reason, until the next attempt begins. */
  CataloguedSavepoint toBeRemoved(Removal next) {
    return next.attempt() == 1
        ? become(Phase.PENDING_DELETION, Optional.empty()).with(Optional.of(next))
        : with(Optional.of(next));
  }

  CataloguedSavepoint beingRemoved() {
    return become(Phase.DELETING, Optional.empty());
  }

  CataloguedSavepoint notRemoved(Failure why) {
    return become(Phase.FAILED_DELETION, Optional.of(why)).with(Optional.empty());
  }

  CataloguedSavepoint pinned(Optional<Pin> next) {
    return new CataloguedSavepoint(registration, phase, data, failure, next, removal);
  }

  private CataloguedSavepoint with(Optional<Removal> next) {
    return new CataloguedSavepoint(registration, phase, data, failure, pin, next);
  }

  private CataloguedSavepoint become(Phase next, Optional<Failure> why) {
    return new CataloguedSavepoint(registration, next, data, why, pin, removal);
  }
}
