package io.weir.command.body;

import java.util.Map;
import java.util.Optional;

/**
 * What a user may say in {@code metadata}; what is the system's is not even read.
 *
 * @param name the deployment's name
 * @param namespace must be the path's, if it is there
 * @param displayName free text
 * @param labels labels by key
 * @param annotations annotations by key
 */
record MetadataBody(
    Optional<String> name,
    Optional<String> namespace,
    Optional<String> displayName,
    Map<String, String> labels,
    Map<String, String> annotations) {
  static final MetadataBody NOTHING =
      new MetadataBody(Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of());

  MetadataBody {
    labels = labels == null ? Map.of() : Map.copyOf(labels);
    annotations = annotations == null ? Map.of() : Map.copyOf(annotations);
  }
}
