package io.weir.command.gate;

import io.weir.appmanager.DeploymentDefaultsResource;
import io.weir.command.body.DefaultsBody;
import io.weir.command.defaults.DefaultsState;
import io.weir.command.defaults.DefaultsWish;
import io.weir.command.plain.Stored;
import io.weir.events.defaults.DeploymentDefaultsEvent;
import io.weir.events.defaults.DeploymentDefaultsRevised;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What clients may ask of a namespace's deployment defaults, which always exist. */
public final class DefaultsCommands {
  private final CommandGate gate;
  private final PlainCommands<DefaultsState, DeploymentDefaultsEvent> defaults;
  private final DefaultsBody bodies;

  public DefaultsCommands(
      CommandGate gate,
      PlainCommands<DefaultsState, DeploymentDefaultsEvent> defaults,
      DefaultsBody bodies) {
    this.gate = gate;
    this.defaults = defaults;
    this.bodies = bodies;
  }

  public Answer.Given patch(CommandRequest request, ObjectNode patch) {
    return revise(request, "PatchDeploymentDefaults", state -> bodies.patch(state, patch));
  }

  public Answer.Given replace(CommandRequest request, ObjectNode body) {
    return revise(
        request, "PutDeploymentDefaults", state -> bodies.replace(request.namespace(), body));
  }

  /** Takes back what was said, if anything was: the namespace ends, and its name may come again. */
  void takeBack(CommandRequest request) {
    UUID id = DeploymentDefaultsEvent.idOf(request.namespace());
    DefaultsState nothing = DefaultsState.nothing(id, request.namespace());
    boolean said =
        gate.read(() -> defaults.find(id)).filter(d -> !d.state().equals(nothing)).isPresent();
    if (said) replace(request, JsonNodeFactory.instance.objectNode());
  }

  private Answer.Given revise(
      CommandRequest request, String command, Function<DefaultsState, DefaultsWish> edit) {
    String namespace = request.namespace();
    UUID id = DeploymentDefaultsEvent.idOf(namespace);
    return gate.run(
        request,
        command,
        context -> {
          Optional<Stored<DefaultsState>> before = defaults.find(id);
          DefaultsWish wish =
              edit.apply(
                  before.map(Stored::state).orElseGet(() -> DefaultsState.nothing(id, namespace)));
          return defaults.recordSingleton(
              context,
              before,
              DeploymentDefaultsResource.nothing(id, namespace),
              List.of(
                  new DeploymentDefaultsRevised(
                      id, namespace, wish.labels(), wish.annotations(), wish.spec())));
        });
  }
}
