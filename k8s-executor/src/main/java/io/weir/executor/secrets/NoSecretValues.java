package io.weir.executor.secrets;

import java.util.Map;
import java.util.Set;

/** For an executor that was not told where secrets are: it knows of none and says so. */
public final class NoSecretValues implements SecretValues {
  @Override
  public Resolution resolve(String namespace, Set<String> names) {
    if (names.isEmpty()) return new Resolution.Known(Map.of());
    return new Resolution.Unknown(
        "Expected to resolve "
            + names
            + ", but this executor gets no secrets: set weir.command.url and weir.command.token-file");
  }
}
