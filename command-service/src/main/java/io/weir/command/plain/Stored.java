package io.weir.command.plain;

import io.weir.appmanager.ResourceMetadata;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An aggregate as the log has it.
 *
 * @param <S> its state
 * @param id its id
 * @param state what it is
 * @param version its resource version: the number of its events
 * @param createdAt when its first event was recorded
 * @param modifiedAt when its newest event was recorded
 */
public record Stored<S>(UUID id, S state, long version, Instant createdAt, Instant modifiedAt) {
  /** What the resource says about itself. */
  public ResourceMetadata metadata(
      String namespace, String name, Map<String, String> labels, Map<String, String> annotations) {
    return new ResourceMetadata(
        id, name, namespace, createdAt, modifiedAt, labels, annotations, version);
  }
}
