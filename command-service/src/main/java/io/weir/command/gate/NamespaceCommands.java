package io.weir.command.gate;

import io.weir.command.body.NamespaceBody;
import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.RefusedCommandException;
import io.weir.command.deployment.CommandContext;
import io.weir.command.namespaces.NamespaceDecider;
import io.weir.command.namespaces.NamespaceKind;
import io.weir.command.namespaces.NamespaceState;
import io.weir.command.namespaces.NamespaceWish;
import io.weir.command.plain.Stored;
import io.weir.command.store.ResourceNames;
import io.weir.events.namespaces.NamespaceEvent;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What clients may ask of namespaces. The request's namespace is the one that it is about. */
public final class NamespaceCommands {
  private final CommandGate gate;
  private final PlainCommands<NamespaceState, NamespaceEvent> namespaces;
  private final ResourceNames names;

  public NamespaceCommands(
      CommandGate gate,
      PlainCommands<NamespaceState, NamespaceEvent> namespaces,
      ResourceNames names) {
    this.gate = gate;
    this.namespaces = namespaces;
    this.names = names;
  }

  /** Whether there is such a namespace, terminating or not. */
  public boolean exists(String name) {
    return gate.read(() -> names.find(new NamespaceKind().kind(), NamespaceKind.address(name)))
        .isPresent();
  }

  public Answer.Given create(CommandRequest request, ObjectNode body) {
    return create(
        request,
        gate.mint(),
        NamespaceBody.name(body, Optional.empty()),
        NamespaceBody.wish(body, Optional.empty()));
  }

  private Answer.Given create(CommandRequest request, UUID id, String name, NamespaceWish wish) {
    return gate.run(
        request,
        "CreateNamespace",
        context -> namespaces.register(context, NamespaceDecider.register(id, name, wish)));
  }

  public Answer.Given replace(CommandRequest request, ObjectNode body) {
    NamespaceBody.name(body, Optional.of(request.namespace()));
    NamespaceWish wish = NamespaceBody.wish(body, Optional.empty());
    return gate.run(request, "PutNamespace", context -> revise(context, require(request), wish));
  }

  public Answer.Given patch(CommandRequest request, ObjectNode patch) {
    NamespaceBody.name(patch, Optional.of(request.namespace()));
    return gate.run(
        request,
        "PatchNamespace",
        context -> {
          Stored<NamespaceState> known = require(request);
          return revise(
              context, known, NamespaceBody.wish(patch, Optional.of(known.state().wish())));
        });
  }

  public Answer.Given setPreviewSessionCluster(CommandRequest request, ObjectNode body) {
    NamespaceBody.name(body, Optional.of(request.namespace()));
    Optional<String> cluster =
        NamespaceBody.previewSessionCluster(body.path("previewSessionClusterName"));
    return gate.run(
        request,
        "SetPreviewSessionCluster",
        context -> {
          Stored<NamespaceState> known = require(request);
          return revise(
              context, known, new NamespaceWish(known.state().wish().roleBindings(), cluster));
        });
  }

  /**
   * From its commit on nothing new comes into the namespace; {@link NamespaceRemoval} does the
   * rest.
   */
  public Answer.Given delete(CommandRequest request) {
    return gate.run(
        request,
        "DeleteNamespace",
        context -> {
          Stored<NamespaceState> known =
              namespaces.requireToDelete(NamespaceKind.address(request.namespace()));
          names.close(known.id());
          return namespaces.record(context, known, NamespaceDecider.requestDeletion(known.state()));
        });
  }

  /** Nothing is left in it: it is gone, and its name is free. */
  void finishDeletion(CommandRequest request) {
    gate.run(
        request,
        "FinishNamespaceDeletion",
        context -> {
          Stored<NamespaceState> known =
              namespaces.requireToDelete(NamespaceKind.address(request.namespace()));
          if (!names.contentOf(request.namespace()).isEmpty())
            throw new IllegalStateException(
                "Expected nothing in the closed namespace " + request.namespace());
          return namespaces.record(context, known, NamespaceDecider.delete(known.state()));
        });
  }

  /** Makes a namespace unless there was one with this id, or is one with this name. */
  public void createOnce(CommandRequest request, UUID id, String name, NamespaceWish wish) {
    if (gate.read(() -> namespaces.everKnown(id)).isPresent()) return;
    try {
      create(request, id, name, wish);
    } catch (RefusedCommandException refused) {
      // Another instance was faster.
      if (refused.code() != RefusalCode.NAME_TAKEN) throw refused;
    }
  }

  private Answer revise(CommandContext context, Stored<NamespaceState> known, NamespaceWish wish) {
    return namespaces.record(context, known, NamespaceDecider.revise(known.state(), wish));
  }

  private Stored<NamespaceState> require(CommandRequest request) {
    return namespaces.require(NamespaceKind.address(request.namespace()));
  }
}
