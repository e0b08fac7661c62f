package io.weir.appmanager;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The metadata of a deployment (app-manager-api.md 2.1).
 *
 * @param id given by the system
 * @param name unique in the namespace, immutable
 * @param displayName free text for people
 * @param namespace from the path
 * @param createdAt when it was registered
 * @param modifiedAt when its newest event was recorded
 * @param labels labels by key
 * @param annotations annotations by key
 * @param resourceVersion 1 at creation, plus one with every event
 * @param generation 1 at creation, plus one with every change of the spec
 * @param deleted only on deployments that are listed although deleted
 */
public record DeploymentMetadata(
    UUID id,
    String name,
    Optional<String> displayName,
    String namespace,
    Instant createdAt,
    Instant modifiedAt,
    Map<String, String> labels,
    Map<String, String> annotations,
    long resourceVersion,
    long generation,
    Optional<Boolean> deleted) {
  public DeploymentMetadata {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
