package io.weir.projection.namespaces;

import io.weir.events.WeirEvent;
import io.weir.events.namespaces.NamespaceDeleted;
import io.weir.events.namespaces.NamespaceDeletionRequested;
import io.weir.events.namespaces.NamespaceEvent;
import io.weir.events.namespaces.NamespaceRegistered;
import io.weir.events.namespaces.NamespaceRevised;
import io.weir.events.wire.EventMetadata;
import java.util.Optional;

/** Folds the events of a namespace into its view. Pure. */
public final class NamespaceProjector {
  private NamespaceProjector() {}

  /**
   * The view after the event, which is one of a namespace.
   *
   * @throws IllegalStateException when the first event is no registration
   */
  public static NamespaceView fold(
      Optional<NamespaceView> before, EventMetadata metadata, WeirEvent event) {
    return switch ((NamespaceEvent) event) {
      case NamespaceRegistered e ->
          new NamespaceView(
              e.namespaceId(),
              e.name(),
              e.roleBindings(),
              e.previewSessionCluster(),
              false,
              false,
              metadata.time(),
              metadata.sequence());
      case NamespaceRevised e -> {
        NamespaceView view = known(before, e);
        yield new NamespaceView(
            view.id(),
            view.name(),
            e.roleBindings(),
            e.previewSessionCluster(),
            view.terminating(),
            view.deleted(),
            view.createdAt(),
            metadata.sequence());
      }
      case NamespaceDeletionRequested e -> ending(known(before, e), false, metadata);
      case NamespaceDeleted e -> ending(known(before, e), true, metadata);
    };
  }

  private static NamespaceView ending(NamespaceView view, boolean gone, EventMetadata metadata) {
    return new NamespaceView(
        view.id(),
        view.name(),
        view.roleBindings(),
        view.previewSessionCluster(),
        true,
        gone,
        view.createdAt(),
        metadata.sequence());
  }

  private static NamespaceView known(Optional<NamespaceView> before, NamespaceEvent event) {
    return before.orElseThrow(
        () -> new IllegalStateException("Expected NamespaceRegistered first, but got " + event));
  }
}
