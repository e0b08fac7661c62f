package io.weir.command.namespaces;

import io.weir.events.namespaces.NamespaceDeleted;
import io.weir.events.namespaces.NamespaceDeletionRequested;
import io.weir.events.namespaces.NamespaceEvent;
import io.weir.events.namespaces.NamespaceRegistered;
import io.weir.events.namespaces.NamespaceRevised;
import java.util.Optional;
import java.util.UUID;

/**
 * A namespace: the fold of its events.
 *
 * @param id its id
 * @param name its name
 * @param wish what was said of it
 * @param phase where it is in its life
 */
public record NamespaceState(UUID id, String name, NamespaceWish wish, Phase phase) {
  /** Where a namespace is in its life. */
  public enum Phase {
    /** It takes what is new. */
    ACTIVE,
    /** It takes nothing, and what is in it is being removed. */
    TERMINATING,
    /** It is gone. */
    DELETED
  }

  static NamespaceState evolve(Optional<NamespaceState> before, NamespaceEvent event) {
    return switch (event) {
      case NamespaceRegistered e ->
          new NamespaceState(
              e.namespaceId(),
              e.name(),
              new NamespaceWish(e.roleBindings(), e.previewSessionCluster()),
              Phase.ACTIVE);
      case NamespaceRevised e -> {
        NamespaceState state = before.orElseThrow();
        yield new NamespaceState(
            state.id,
            state.name,
            new NamespaceWish(e.roleBindings(), e.previewSessionCluster()),
            state.phase);
      }
      case NamespaceDeletionRequested e -> before.orElseThrow().in(Phase.TERMINATING);
      case NamespaceDeleted e -> before.orElseThrow().in(Phase.DELETED);
    };
  }

  private NamespaceState in(Phase next) {
    return new NamespaceState(id, name, wish, next);
  }
}
