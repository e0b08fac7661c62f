package io.weir.command.namespaces;

import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.RefusedCommandException;
import io.weir.command.namespaces.NamespaceState.Phase;
import io.weir.events.namespaces.NamespaceDeleted;
import io.weir.events.namespaces.NamespaceDeletionRequested;
import io.weir.events.namespaces.NamespaceEvent;
import io.weir.events.namespaces.NamespaceRegistered;
import io.weir.events.namespaces.NamespaceRevised;
import java.util.List;
import java.util.UUID;

/** What follows from a user's create, edit or delete of a namespace? */
public final class NamespaceDecider {
  /** The one that every installation has; clients without namespaces take it for granted. */
  public static final String DEFAULT = "default";

  private NamespaceDecider() {}

  public static List<NamespaceEvent> register(UUID id, String name, NamespaceWish wish) {
    return List.of(
        new NamespaceRegistered(id, name, wish.roleBindings(), wish.previewSessionCluster()));
  }

  /**
   * @throws RefusedCommandException when it terminates
   */
  public static List<NamespaceEvent> revise(NamespaceState state, NamespaceWish wish) {
    if (state.phase() != Phase.ACTIVE)
      throw new RefusedCommandException(
          RefusalCode.NAMESPACE_TERMINATING,
          "The namespace " + state.name() + " is being deleted and cannot be changed any more",
          List.of());
    return List.of(
        new NamespaceRevised(state.id(), wish.roleBindings(), wish.previewSessionCluster()));
  }

  /**
   * Asked again, it is recorded again and changes nothing.
   *
   * @throws RefusedCommandException when it is the default namespace
   */
  public static List<NamespaceEvent> requestDeletion(NamespaceState state) {
    if (state.name().equals(DEFAULT))
      throw new RefusedCommandException(
          RefusalCode.ALWAYS_THERE,
          "The namespace default is always there. Delete what is in it instead",
          List.of());
    return List.of(new NamespaceDeletionRequested(state.id()));
  }

  /** Nothing is left in it. */
  public static List<NamespaceEvent> delete(NamespaceState state) {
    if (state.phase() != Phase.TERMINATING)
      throw new IllegalStateException(
          "Expected "
              + state.name()
              + " to terminate before it is gone, but it is "
              + state.phase());
    return List.of(new NamespaceDeleted(state.id()));
  }
}
