package io.weir.projection.namespaces;

import io.weir.events.namespaces.RoleBinding;
import io.weir.projection.plain.PlainTable;
import io.weir.projection.plain.PlainView;
import io.weir.projection.store.ViewTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A namespace as queries see it.
 *
 * @param id the namespace
 * @param name its name
 * @param roleBindings who may do what
 * @param previewSessionCluster the session cluster for previews of SQL
 * @param terminating whether it is being deleted
 * @param deleted whether it is gone
 * @param createdAt when it was registered
 * @param sequence the sequence of the last event
 */
public record NamespaceView(
    UUID id,
    String name,
    List<RoleBinding> roleBindings,
    Optional<String> previewSessionCluster,
    boolean terminating,
    boolean deleted,
    Instant createdAt,
    long sequence)
    implements PlainView {
  /** Where namespaces are kept. */
  public static final ViewTable<NamespaceView> TABLE =
      PlainTable.of("namespace", NamespaceView.class);

  /** It is in itself. */
  @Override
  public String namespace() {
    return name;
  }
}
