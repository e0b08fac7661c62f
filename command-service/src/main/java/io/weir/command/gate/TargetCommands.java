package io.weir.command.gate;

import io.weir.command.body.TargetBody;
import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.RefusedCommandException;
import io.weir.command.plain.Address;
import io.weir.command.plain.Stored;
import io.weir.command.store.ResourceReferences;
import io.weir.command.targets.TargetDecider;
import io.weir.command.targets.TargetState;
import io.weir.command.targets.TargetWish;
import io.weir.events.targets.DeploymentTargetEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What clients may ask of deployment targets. */
public final class TargetCommands implements NamedCommands {
  private final CommandGate gate;
  private final PlainCommands<TargetState, DeploymentTargetEvent> targets;
  private final ResourceReferences references;

  public TargetCommands(
      CommandGate gate,
      PlainCommands<TargetState, DeploymentTargetEvent> targets,
      ResourceReferences references) {
    this.gate = gate;
    this.targets = targets;
    this.references = references;
  }

  @Override
  public Answer.Given create(CommandRequest request, ObjectNode body) {
    return create(request, gate.mint(), TargetBody.of(body, request.namespace(), Optional.empty()));
  }

  private Answer.Given create(CommandRequest request, UUID id, TargetWish wish) {
    return gate.run(
        request,
        "CreateDeploymentTarget",
        context ->
            targets.register(context, TargetDecider.register(id, request.namespace(), wish)));
  }

  @Override
  public Answer.Given replace(CommandRequest request, String name, ObjectNode body) {
    UUID id = gate.mint();
    TargetWish wish = TargetBody.of(body, request.namespace(), Optional.of(name));
    Address address = new Address(request.namespace(), name);
    return gate.run(
        request,
        "PutDeploymentTarget",
        context -> {
          Optional<Stored<TargetState>> known = targets.find(address);
          return known.isPresent()
              ? targets.record(
                  context, known.get(), TargetDecider.revise(known.get().state(), wish))
              : targets.register(context, TargetDecider.register(id, request.namespace(), wish));
        });
  }

  @Override
  public Answer.Given delete(CommandRequest request, String name) {
    return gate.run(
        request,
        "DeleteDeploymentTarget",
        context -> {
          Stored<TargetState> known =
              targets.requireToDelete(new Address(request.namespace(), name));
          List<String> referrers =
              references.to(known.id()).stream().map(r -> r.kind() + " " + r.name()).toList();
          return targets.record(context, known, TargetDecider.delete(known.state(), referrers));
        });
  }

  /**
   * Makes a target unless there was one with this id, or is one with this name: once in the life of
   * a log.
   */
  public void createOnce(CommandRequest request, UUID id, TargetWish wish) {
    if (gate.read(() -> targets.everKnown(id)).isPresent()) return;
    try {
      create(request, id, wish);
    } catch (RefusedCommandException refused) {
      // Another instance, or a user, was faster.
      if (refused.code() != RefusalCode.NAME_TAKEN) throw refused;
    }
  }
}
