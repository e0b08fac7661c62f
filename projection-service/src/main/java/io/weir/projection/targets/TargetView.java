package io.weir.projection.targets;

import io.weir.projection.plain.NamedView;
import io.weir.projection.plain.PlainTable;
import io.weir.projection.store.ViewTable;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A deployment target as queries see it.
 *
 * @param id the deployment target
 * @param namespace its namespace
 * @param name its name
 * @param labels labels by key
 * @param annotations annotations by key
 * @param kubernetesNamespace where its clusters run; absent: the platform's own
 * @param deleted whether it is hidden from clients
 * @param createdAt when it was registered
 * @param modifiedAt when its last event was recorded
 * @param sequence the sequence of the last event
 */
public record TargetView(
    UUID id,
    String namespace,
    String name,
    Map<String, String> labels,
    Map<String, String> annotations,
    Optional<String> kubernetesNamespace,
    boolean deleted,
    Instant createdAt,
    Instant modifiedAt,
    long sequence)
    implements NamedView {
  /** Where they are kept. */
  public static final ViewTable<TargetView> TABLE =
      PlainTable.of("deployment_target", TargetView.class);
}
