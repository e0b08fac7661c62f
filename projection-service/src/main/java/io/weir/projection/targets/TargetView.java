package io.weir.projection.targets;

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
    long sequence) {

  /** The number of events, which is what clients know as the resource version. */
  public long resourceVersion() {
    return sequence + 1;
  }
}
