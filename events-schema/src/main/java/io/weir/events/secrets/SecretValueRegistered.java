package io.weir.events.secrets;

import java.util.Map;
import java.util.UUID;

/**
 * A secret value exists from now on, in its version 1.
 *
 * @param secretId the secret value
 * @param namespace the namespace
 * @param name unique among the namespace's secret values while it is not deleted; what {@code
 *     ${name}} refers to
 * @param labels labels by key
 * @param annotations annotations by key
 */
public record SecretValueRegistered(
    UUID secretId,
    String namespace,
    String name,
    Map<String, String> labels,
    Map<String, String> annotations)
    implements SecretValueEvent {
  public SecretValueRegistered {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
