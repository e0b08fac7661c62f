package io.weir.projection.defaults;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A namespace's deployment defaults as queries see them.
 *
 * @param id the deployment defaults
 * @param namespace the namespace
 * @param labels labels by key
 * @param annotations annotations by key
 * @param spec part of a deployment's spec
 * @param createdAt when the namespace first said something
 * @param modifiedAt when it last said something
 * @param sequence the sequence of the last event
 */
public record DefaultsView(
    UUID id,
    String namespace,
    Map<String, String> labels,
    Map<String, String> annotations,
    JsonNode spec,
    Instant createdAt,
    Instant modifiedAt,
    long sequence) {

  /** The number of events, which is what clients know as the resource version. */
  public long resourceVersion() {
    return sequence + 1;
  }
}
