package io.weir.command.defaults;

import io.weir.events.defaults.DeploymentDefaultsEvent;
import io.weir.events.defaults.DeploymentDefaultsRevised;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a namespace says of its deployments: the fold of its events.
 *
 * @param id fixed by the namespace
 * @param namespace the namespace
 * @param labels labels by key
 * @param annotations annotations by key
 * @param spec part of a deployment's spec; an object
 */
public record DefaultsState(
    UUID id,
    String namespace,
    Map<String, String> labels,
    Map<String, String> annotations,
    JsonNode spec) {

  /** Before anybody says anything. */
  public static DefaultsState nothing(UUID id, String namespace) {
    return new DefaultsState(
        id, namespace, Map.of(), Map.of(), JsonNodeFactory.instance.objectNode());
  }

  static DefaultsState of(DeploymentDefaultsEvent event) {
    return switch (event) {
      case DeploymentDefaultsRevised e ->
          new DefaultsState(e.defaultsId(), e.namespace(), e.labels(), e.annotations(), e.spec());
    };
  }
}
