package io.weir.command.secrets;

import io.weir.events.secrets.SecretValueDeleted;
import io.weir.events.secrets.SecretValueEvent;
import io.weir.events.secrets.SecretValueRegistered;
import io.weir.events.secrets.SecretValueRevised;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A secret value: the fold of its events.
 *
 * @param id its id
 * @param namespace its namespace
 * @param name its name
 * @param labels labels by key
 * @param annotations annotations by key
 * @param valueVersion which of its values is the current one
 * @param deleted whether it is gone
 */
public record SecretState(
    UUID id,
    String namespace,
    String name,
    Map<String, String> labels,
    Map<String, String> annotations,
    long valueVersion,
    boolean deleted) {

  static SecretState evolve(Optional<SecretState> before, SecretValueEvent event) {
    return switch (event) {
      case SecretValueRegistered e ->
          new SecretState(
              e.secretId(), e.namespace(), e.name(), e.labels(), e.annotations(), 1, false);
      case SecretValueRevised e -> {
        SecretState state = before.orElseThrow();
        yield new SecretState(
            state.id,
            state.namespace,
            state.name,
            e.labels(),
            e.annotations(),
            e.valueVersion(),
            false);
      }
      case SecretValueDeleted e -> {
        SecretState state = before.orElseThrow();
        yield new SecretState(
            state.id,
            state.namespace,
            state.name,
            state.labels,
            state.annotations,
            state.valueVersion,
            true);
      }
    };
  }
}
