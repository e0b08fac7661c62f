package io.weir.command.deployment;

import io.weir.events.report.RetainedCheckpoint;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The savepoints of a deployment in the order of their registration; the last one is the newest,
 * which is how a copy becomes the next restore point.
 *
 * @param savepoints oldest first
 * @param leftBehind those of a past that a rollback gave up: no start takes them
 */
public record Catalogue(List<CataloguedSavepoint> savepoints, Set<UUID> leftBehind) {
  public Catalogue {
    savepoints = List.copyOf(savepoints);
    leftBehind = Set.copyOf(leftBehind);
  }

  static Catalogue empty() {
    return new Catalogue(List.of(), Set.of());
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

  /** What this job is still asked to write, and not for a transition. */
  public List<CataloguedSavepoint> openBesideTransitions(UUID jobId) {
    return openOf(jobId).stream().filter(s -> s.transitionId().isEmpty()).toList();
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

  /** Whether a rollback gave it up. */
  boolean isLeftBehind(UUID id) {
    return leftBehind.contains(id);
  }

  /**
   * The newest that may be restored from of what this job wrote.
   *
   * @return empty when nothing of it is left
   */
  Optional<CataloguedSavepoint> newestOf(UUID jobId) {
    return completedNewestFirst().stream()
        .filter(s -> s.jobId().filter(jobId::equals).isPresent())
        .max(Comparator.comparing(s -> s.completedAt().orElse(s.createdAt())));
  }

  /**
   * A job begins after a rollback that does not go on from the newest state: what there was before
   * is left behind.
   *
   * @param kept the one that it begins from
   */
  Catalogue leavingBehindAllBut(Optional<UUID> kept) {
    return new Catalogue(
        savepoints,
        savepoints.stream()
            .map(CataloguedSavepoint::id)
            .filter(id -> !kept.equals(Optional.of(id)))
            .collect(Collectors.toSet()));
  }

  Catalogue with(CataloguedSavepoint savepoint) {
    return new Catalogue(
        Stream.concat(savepoints.stream(), Stream.of(savepoint)).toList(), leftBehind);
  }

  Catalogue without(UUID id) {
    return new Catalogue(
        savepoints.stream().filter(s -> !s.id().equals(id)).toList(),
        leftBehind.stream().filter(other -> !other.equals(id)).collect(Collectors.toSet()));
  }

  Catalogue changed(UUID id, UnaryOperator<CataloguedSavepoint> change) {
    return new Catalogue(
        savepoints.stream().map(s -> s.id().equals(id) ? change.apply(s) : s).toList(), leftBehind);
  }
}
