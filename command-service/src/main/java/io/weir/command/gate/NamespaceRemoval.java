package io.weir.command.gate;

import io.weir.command.artifact.ArtifactStorage;
import io.weir.command.body.DeploymentBodies.EditOptions;
import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.RefusedCommandException;
import io.weir.command.store.ResourceNames;
import io.weir.command.store.ResourceNames.Entry;
import io.weir.events.wire.Actor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Empties namespaces that are being deleted, by the commands that a user would give, each recorded
 * with its reason. It remembers nothing: what is left to do is what is left. What has to wait (a
 * deployment until its cluster is gone, a target until nothing refers to it) is met again by the
 * next pass.
 */
public final class NamespaceRemoval {
  private static final Logger LOG = LoggerFactory.getLogger(NamespaceRemoval.class);

  private final CommandGate gate;
  private final ResourceNames names;
  private final Commands commands;
  private final Optional<ArtifactStorage> artifacts;

  /** What can be said to what may be in a namespace. */
  public record Commands(
      NamespaceCommands namespaces,
      DeploymentCommands deployments,
      TargetCommands targets,
      DefaultsCommands defaults,
      SecretCommands secrets,
      TokenCommands tokens,
      SessionCommands sessions) {}

  public NamespaceRemoval(
      CommandGate gate,
      ResourceNames names,
      Commands commands,
      Optional<ArtifactStorage> artifacts) {
    this.gate = gate;
    this.names = names;
    this.commands = commands;
    this.artifacts = artifacts;
  }

  /** Removes what can be removed now, from all namespaces that are closed. */
  public void pass() {
    for (Entry closed : gate.read(() -> Optional.of(names.closed())).orElse(List.of())) {
      CommandRequest request = request(closed);
      List<Entry> content =
          gate.read(() -> Optional.of(names.contentOf(closed.name()))).orElse(List.of());
      for (Entry entry : content) attempt(request, entry, r -> remove(r, entry));
      if (content.isEmpty())
        attempt(
            request,
            closed,
            r -> {
              commands.defaults().takeBack(r);
              artifacts.ifPresent(storage -> storage.deleteAll(closed.name()));
              commands.namespaces().finishDeletion(r);
            });
    }
  }

  private void remove(CommandRequest request, Entry entry) {
    switch (entry.kind()) {
      case DEPLOYMENT -> removeDeployment(request, entry.id().toString());
      case DEPLOYMENT_TARGET -> commands.targets().delete(request, entry.name());
      case SESSION_CLUSTER -> removeSessionCluster(request, entry.name());
      case SECRET_VALUE -> commands.secrets().delete(request, entry.name());
      case API_TOKEN -> commands.tokens().delete(request, entry.name());
      // Has no name of its own: taken back at the end.
      case DEPLOYMENT_DEFAULTS -> {}
      // Has no name of its own, and goes with its deployment.
      case AUTOPILOT_POLICY -> {}
      // The namespace itself is no part of its content.
      case NAMESPACE -> {}
    }
  }

  private void removeDeployment(CommandRequest request, String id) {
    try {
      commands.deployments().delete(request, id);
    } catch (RefusedCommandException refused) {
      if (refused.code() != RefusalCode.STILL_WANTED) throw refused;
      ObjectNode cancel = JsonNodeFactory.instance.objectNode();
      cancel.putObject("spec").put("state", "CANCELLED");
      commands.deployments().patch(request, id, cancel, new EditOptions(false, false));
      commands.deployments().delete(request, id);
    }
  }

  /** It stops once no deployment is on it, and goes once it has stopped. */
  private void removeSessionCluster(CommandRequest request, String name) {
    try {
      commands.sessions().delete(request, name);
    } catch (RefusedCommandException refused) {
      if (refused.code() != RefusalCode.STILL_WANTED) throw refused;
      ObjectNode stop = JsonNodeFactory.instance.objectNode();
      stop.putObject("spec").put("state", "STOPPED");
      commands.sessions().patch(request, name, stop);
    }
  }

  /** What cannot go now is met again; only what nobody expects is worth a line. */
  private static void attempt(CommandRequest request, Entry entry, Consumer<CommandRequest> step) {
    try {
      step.accept(request);
    } catch (RefusedCommandException | ContendedException notNow) {
      LOG.debug("{} {} waits: {}", entry.kind().stored(), entry.name(), notNow.getMessage());
    } catch (RuntimeException unforeseen) {
      LOG.warn(
          "Expected to remove {} {} of namespace {}, but: {}",
          entry.kind().stored(),
          entry.name(),
          request.namespace(),
          unforeseen.toString());
    }
  }

  private static CommandRequest request(Entry namespace) {
    return new CommandRequest(
        namespace.name(),
        new Actor(Actor.Kind.SYSTEM, "namespace-deletion"),
        Optional.of("The namespace " + namespace.name() + " is being deleted"),
        namespace.id(),
        Optional.empty(),
        OptionalLong.empty(),
        Optional.empty(),
        false);
  }
}
