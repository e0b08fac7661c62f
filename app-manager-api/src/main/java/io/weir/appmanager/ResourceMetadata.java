package io.weir.appmanager;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * The metadata of a resource that has nothing of its own there (app-manager-api.md 2.1).
 *
 * @param id given by the system
 * @param name unique among the namespace's resources of its kind, immutable
 * @param namespace from the path
 * @param createdAt when it was registered
 * @param modifiedAt when its newest event was recorded
 * @param labels labels by key
 * @param annotations annotations by key
 * @param resourceVersion 1 at creation, plus one with every event
 */
public record ResourceMetadata(
    UUID id,
    String name,
    String namespace,
    Instant createdAt,
    Instant modifiedAt,
    Map<String, String> labels,
    Map<String, String> annotations,
    long resourceVersion) {
  public ResourceMetadata {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
