package io.weir.command.deployment;

import io.weir.events.report.RetainedCheckpoint;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The savepoints of a deployment in the order of their registration; the last one is the newest,
 * which is how a copy becomes the next restore point.
 *
 * @param savepoints oldest first
 */
public record Catalogue(List<CataloguedSavepoint> savepoints) {
  public Catalogue {
    savepoints = List.copyOf(savepoints);
  }

  static Catalogue empty() {
    return new Catalogue(List.of());
  }

  /** The savepoint with this id. */
  public Optional<CataloguedSavepoint> find(UUID id) {
    return savepoints.stream().filter(s -> s.id().equals(id)).findFirst();
  }

  /** What may be restored from, newest first. */
  List<CataloguedSavepoint> completedNewestFirst() {
    return savepoints.reversed().stream()
        .filter(s -> s.phase() == CataloguedSavepoint.Phase.COMPLETED)
        .toList();
  }

  /** What this job is still asked to write. */
  List<CataloguedSavepoint> openOf(UUID jobId) {
    return savepoints.stream()
        .filter(s -> s.phase().isOpen() && s.jobId().filter(jobId::equals).isPresent())
        .toList();
  }

  /** The savepoint that this transition took. */
  Optional<CataloguedSavepoint> completedOfTransition(UUID transitionId) {
    return completedNewestFirst().stream()
        .filter(s -> s.transitionId().filter(transitionId::equals).isPresent())
        .findFirst();
  }

  /**
   * Whether the next start has no use for this checkpoint: it is known, or something complete is at
   * least as new. Registering it would make older state the newest.
   */
  boolean supersedes(RetainedCheckpoint kept) {
    return completedNewestFirst().stream()
        .anyMatch(
            s ->
                s.location().filter(kept.location()::equals).isPresent()
                    || s.completedAt().filter(at -> !at.isBefore(kept.completedAt())).isPresent());
  }

  Catalogue with(CataloguedSavepoint savepoint) {
    return new Catalogue(Stream.concat(savepoints.stream(), Stream.of(savepoint)).toList());
  }

  Catalogue without(UUID id) {
    return new Catalogue(savepoints.stream().filter(s -> !s.id().equals(id)).toList());
  }

  Catalogue changed(UUID id, UnaryOperator<CataloguedSavepoint> change) {
    return new Catalogue(
        savepoints.stream().map(s -> s.id().equals(id) ? change.apply(s) : s).toList());
  }
}
