package io.weir.events.secrets;

import java.util.Map;
import java.util.UUID;

/**
 * A user gave a secret value another value, or said something else about it.
 *
 * @param secretId the secret value
 * @param labels labels by key
 * @param annotations annotations by key
 * @param valueVersion one more than before when the value was given anew, also when it is the same;
 *     jobs that start from now on get this one
 */
public record SecretValueRevised(
    UUID secretId, Map<String, String> labels, Map<String, String> annotations, long valueVersion)
    implements SecretValueEvent {
  public SecretValueRevised {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
