package io.weir.command.gate;

import io.weir.command.body.NamespaceDefaults;
import io.weir.command.defaults.DefaultsState;
import io.weir.events.defaults.DeploymentDefaultsEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The namespaces' defaults of the event store, in the transaction of the calling thread. */
public final class StoredDefaults implements NamespaceDefaults {
  private final PlainCommands<DefaultsState, DeploymentDefaultsEvent> defaults;

  public StoredDefaults(PlainCommands<DefaultsState, DeploymentDefaultsEvent> defaults) {
    this.defaults = defaults;
  }

  @Override
  public JsonNode of(String namespace) {
    return defaults
        .find(DeploymentDefaultsEvent.idOf(namespace))
        .map(stored -> stored.state().spec())
        .orElseGet(JsonNodeFactory.instance::objectNode);
  }
}
