package io.weir.projection.savepoints;

import io.weir.events.deployment.Failure;
import io.weir.events.deployment.SavepointFormat;
import io.weir.events.deployment.SavepointOrigin;
import io.weir.events.deployment.StateLocation;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One entry of the savepoint catalogue.
 *
 * @param id the savepoint
 * @param namespace the deployment's namespace
 * @param deploymentId the deployment
 * @param jobId the job that wrote it, if known
 * @param transitionId the transition that needs it, if any
 * @param origin who made it
 * @param format what Flink writes, when Weir asked for it
 * @param state whether it may be restored from
 * @param location where its data is
 * @param flinkSavepointId Flink's own id: the trigger id without dashes, or what the source of a
 *     copy carries
 * @param sizeBytes its size, when Flink tells
 * @param failure why it failed
 * @param attempt which attempt it was; 1 for what was not requested
 * @param maxAttempts of how many
 * @param createdAt when it was requested or registered
 * @param modifiedAt when its last event was recorded
 * @param completedAt when its data was complete
 * @param pin why it must stay, if it must
 * @param nextRemoval when its data is tried to be removed again, after that failed
 * @param resourceVersion how many events it had
 * @param sequence the sequence of its last event within the deployment
 */
public record SavepointView(
    UUID id,
    String namespace,
    UUID deploymentId,
    Optional<UUID> jobId,
    Optional<UUID> transitionId,
    SavepointOrigin origin,
    Optional<SavepointFormat> format,
    SavepointState state,
    Optional<String> location,
    Optional<String> flinkSavepointId,
    Optional<Long> sizeBytes,
    Optional<Failure> failure,
    int attempt,
    int maxAttempts,
    Instant createdAt,
    Instant modifiedAt,
    Optional<Instant> completedAt,
    Optional<Pin> pin,
    Optional<NextRemoval> nextRemoval,
    int resourceVersion,
    long sequence) {

  /**
   * It must stay.
   *
   * @param reason why
   * @param by who says so
   * @param at since when
   */
  public record Pin(Optional<String> reason, String by, Instant at) {}

  /**
   * Another try to remove its data.
   *
   * @param attempt which one it will be, from 2
   * @param notBefore when it begins at the earliest
   */
  public record NextRemoval(int attempt, Instant notBefore) {}

  /** Where its data is, in one spelling, as long as somebody may need it. */
  public Optional<String> place() {
    return state == SavepointState.DELETED
        ? Optional.empty()
        : location.map(StateLocation::canonical);
  }

  SavepointView going(SavepointState next, Optional<Failure> why, long atSequence, Instant now) {
    return next(next, location, sizeBytes, why, completedAt, pin, atSequence, now);
  }

  SavepointView pinned(Optional<Pin> next, long atSequence, Instant now) {
    return next(state, location, sizeBytes, failure, completedAt, next, atSequence, now);
  }

  /** It stays what it is, with its reason, until that try begins. */
  SavepointView removedAgain(NextRemoval next, long atSequence, Instant now) {
    SavepointView view = unchanged(atSequence, now);
    return new SavepointView(
        view.id,
        view.namespace,
        view.deploymentId,
        view.jobId,
        view.transitionId,
        view.origin,
        view.format,
        view.state,
        view.location,
        view.flinkSavepointId,
        view.sizeBytes,
        view.failure,
        view.attempt,
        view.maxAttempts,
        view.createdAt,
        view.modifiedAt,
        view.completedAt,
        view.pin,
        Optional.of(next),
        view.resourceVersion,
        view.sequence);
  }

  SavepointView unchanged(long atSequence, Instant now) {
    return next(state, location, sizeBytes, failure, completedAt, pin, atSequence, now);
  }

  /** Also after a failure: data that turns up late is data. */
  SavepointView completed(
      String at, Optional<Long> size, Instant completed, long atSequence, Instant now) {
    return next(
        SavepointState.COMPLETED,
        Optional.of(at),
        size,
        Optional.empty(),
        Optional.of(completed),
        pin,
        atSequence,
        now);
  }

  SavepointView failed(Failure why, long atSequence, Instant now) {
    return next(
        SavepointState.FAILED,
        location,
        sizeBytes,
        Optional.of(why),
        completedAt,
        pin,
        atSequence,
        now);
  }

  private SavepointView next(
      SavepointState newState,
      Optional<String> newLocation,
      Optional<Long> newSize,
      Optional<Failure> newFailure,
      Optional<Instant> newCompletedAt,
      Optional<Pin> newPin,
      long atSequence,
      Instant now) {
    return new SavepointView(
        id,
        namespace,
        deploymentId,
        jobId,
        transitionId,
        origin,
        format,
        newState,
        newLocation,
        flinkSavepointId,
        newSize,
        newFailure,
        attempt,
        maxAttempts,
        createdAt,
        now,
        newCompletedAt,
        newPin,
        Optional.empty(),
        resourceVersion + 1,
        atSequence);
  }
}
