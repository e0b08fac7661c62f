package io.weir.events.autopilot;

import io.weir.events.spec.CanonicalTree;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Within which bounds a deployment's resources may change.
 *
 * @param cooldownMinutes between two changes, minutes, at least 0
 * @param policies what may be changed, in the client's own shape; kept and returned as it is
 * @param extraConfig further options by key
 */
public record LibraConfig(
    Optional<Integer> cooldownMinutes,
    Optional<JsonNode> policies,
    Map<String, String> extraConfig) {
  public LibraConfig {
    policies = policies.filter(tree -> !tree.isNull()).map(CanonicalTree::of);
    extraConfig = Map.copyOf(extraConfig);
  }
}
