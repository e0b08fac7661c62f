package io.weir.command.gate;

import io.weir.appmanager.ResourceJson;
import io.weir.command.body.DeploymentBodies;
import io.weir.command.body.DeploymentBodies.EditOptions;
import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.RefusedCommandException;
import io.weir.command.deployment.CommandContext;
import io.weir.command.deployment.CurrentJob;
import io.weir.command.deployment.DeleteDeployment;
import io.weir.command.deployment.DeploymentState;
import io.weir.command.deployment.EditDeployment;
import io.weir.command.deployment.Recorded;
import io.weir.command.deployment.RegisterDeployment;
import io.weir.command.deployment.RestartDeployment;
import io.weir.command.deployment.UndeleteDeployment;
import io.weir.command.plain.Address;
import io.weir.command.store.ResourceNames;
import io.weir.command.store.ResourceReferences;
import io.weir.command.store.StoredDeployments;
import io.weir.command.view.AllowedActionsView;
import io.weir.command.view.DeploymentView;
import io.weir.command.view.PreviewView;
import io.weir.events.AggregateKind;
import io.weir.events.spec.DeploymentSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What clients may ask of deployments. */
public final class DeploymentCommands {
  private static final AggregateKind KIND = AggregateKind.DEPLOYMENT;
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final CommandGate gate;
  private final DeploymentBus bus;
  private final DeploymentBodies bodies;
  private final ResourceNames names;
  private final ResourceReferences references;
  private final StoredDeployments stored;

  public DeploymentCommands(
      CommandGate gate,
      DeploymentBus bus,
      DeploymentBodies bodies,
      ResourceNames names,
      ResourceReferences references,
      StoredDeployments stored) {
    this.gate = gate;
    this.bus = bus;
    this.bodies = bodies;
    this.names = names;
    this.references = references;
    this.stored = stored;
  }

  public Answer.Given create(CommandRequest request, ObjectNode body) {
    UUID id = gate.mint();
    String name = bodies.name(body).orElse("");
    return gate.run(
        request,
        "CreateDeployment",
        context -> register(bodies.register(id, request.namespace(), name, body, true), context));
  }

  public Answer.Given replace(
      CommandRequest request,
      String nameOrId,
      ObjectNode body,
      boolean applyDefaults,
      EditOptions options) {
    UUID id = gate.mint();
    String name = bodies.name(body).filter(text -> !text.isEmpty()).orElse(nameOrId);
    return gate.run(
        request,
        "PutDeployment",
        context -> {
          Optional<UUID> known = find(request.namespace(), nameOrId);
          if (known.isPresent())
            return edit(known.get(), context, s -> bodies.replace(s, body, applyDefaults, options));
          if (!name.equals(nameOrId))
            throw new RefusedCommandException(
                RefusalCode.IMMUTABLE_FIELD,
                "The path says "
                    + nameOrId
                    + " and metadata.name says "
                    + name
                    + ": make them equal",
                List.of());
          return register(
              bodies.register(id, request.namespace(), name, body, applyDefaults), context);
        });
  }

  public Answer.Given patch(
      CommandRequest request, String nameOrId, ObjectNode patch, EditOptions options) {
    return gate.run(
        request,
        "PatchDeployment",
        context ->
            edit(
                require(request.namespace(), nameOrId),
                context,
                s -> bodies.patch(s, patch, options)));
  }

  public Answer.Given delete(CommandRequest request, String nameOrId) {
    return gate.run(
        request,
        "DeleteDeployment",
        context -> {
          UUID id = require(request.namespace(), nameOrId);
          Recorded recorded = bus.dispatch(new DeleteDeployment(id), context);
          freeNameOfWhatIsGone(recorded.state());
          return answer(200, recorded);
        });
  }

  /** Begins the job anew, or tries what failed or finished again. */
  public Answer.Given restart(
      CommandRequest request, String nameOrId, boolean emptyStartConfirmed) {
    return gate.run(
        request,
        "RestartDeployment",
        context -> {
          UUID id = require(request.namespace(), nameOrId);
          return answer(200, bus.dispatch(new RestartDeployment(id, emptyStartConfirmed), context));
        });
  }

  /** Brings a deleted deployment back; its name may have been taken since. */
  public Answer.Given undelete(CommandRequest request, UUID id) {
    return gate.run(
        request,
        "UndeleteDeployment",
        context -> {
          Recorded deleted =
              stored
                  .find(id)
                  .filter(r -> r.state().identity().namespace().equals(request.namespace()))
                  .orElseThrow(() -> notFound(request.namespace(), id.toString()));
          // Decided first: what is not deleted is told so, whoever has its name.
          Recorded recorded = bus.dispatch(new UndeleteDeployment(id), context);
          String name = deleted.state().identity().name();
          if (!names.takeAgain(KIND, new Address(request.namespace(), name), id))
            throw new RefusedCommandException(
                RefusalCode.NAME_TAKEN,
                "The name "
                    + name
                    + " was taken by another deployment of the namespace "
                    + request.namespace()
                    + " meanwhile. Delete that one first",
                List.of());
          placeAgain(recorded.state());
          return answer(200, recorded);
        });
  }

  /** The deployment now, straight from its events; deleted ones are not found. */
  public Optional<Recorded> find(CommandRequest request, String nameOrId) {
    return gate.read(
        () ->
            find(request.namespace(), nameOrId)
                .flatMap(stored::find)
                .filter(recorded -> !recorded.state().deleted()));
  }

  /** What may be asked of a deployment now, deleted ones included. */
  public Optional<AllowedActionsView> allowedActions(UUID id) {
    return gate.read(
        () -> stored.find(id).map(recorded -> AllowedActionsView.of(recorded, gate.now())));
  }

  /** Frees the name once the deployment is deleted and nothing of its cluster is left. */
  public void freeNameOfWhatIsGone(DeploymentState state) {
    if (state.deleted() && state.job().isEmpty()) names.free(state.identity().id());
  }

  /**
   * The id of a deployment of this namespace, by id or name.
   *
   * @throws RefusedCommandException when there is none
   */
  UUID require(String namespace, String nameOrId) {
    return find(namespace, nameOrId).orElseThrow(() -> notFound(namespace, nameOrId));
  }

  private static RefusedCommandException notFound(String namespace, String nameOrId) {
    return new RefusedCommandException(
        RefusalCode.NOT_FOUND,
        "There is no deployment '" + nameOrId + "' in the namespace " + namespace,
        List.of());
  }

  private Answer register(RegisterDeployment command, CommandContext context) {
    take(command.namespace(), command.name(), command.deploymentId());
    Recorded recorded = bus.dispatch(command, context);
    refer(recorded.state());
    return answer(201, recorded);
  }

  /**
   * Takes a name for a new deployment.
   *
   * @throws RefusedCommandException when another has it
   */
  void take(String namespace, String name, UUID deploymentId) {
    if (!names.take(KIND, new Address(namespace, name), deploymentId))
      throw new RefusedCommandException(
          RefusalCode.NAME_TAKEN,
          "The name "
              + name
              + " is taken in the namespace "
              + namespace
              + ". Choose another, or PUT to the existing one",
          List.of());
  }

  /** Nothing is left of a job: what it ran on is not kept for it any more. */
  public void leave(DeploymentState state) {
    if (state.deleted()) freeNameOfWhatIsGone(state);
    else refer(state);
  }

  /**
   * From now on the deployment's target or session cluster is kept for it, and the session cluster
   * that its job is on.
   */
  void refer(DeploymentState state) {
    DeploymentSpec spec = state.wish().spec();
    Set<UUID> referred = new HashSet<>();
    spec.deploymentTargetId().ifPresent(referred::add);
    sessionCluster(state).ifPresent(referred::add);
    state
        .job()
        .flatMap(CurrentJob::placed)
        .ifPresent(placed -> referred.add(placed.session().sessionClusterId()));
    references.set(state.identity().id(), referred);
  }

  private Optional<UUID> sessionCluster(DeploymentState state) {
    return state
        .wish()
        .spec()
        .sessionClusterName()
        .flatMap(
            name ->
                names.findToReferTo(
                    AggregateKind.SESSION_CLUSTER,
                    new Address(state.identity().namespace(), name)));
  }

  /**
   * What comes back runs where it ran before.
   *
   * @throws RefusedCommandException when that is gone
   */
  void placeAgain(DeploymentState state) {
    requirePlace(state);
    refer(state);
  }

  /** What comes back had no claim on its target or session cluster meanwhile. */
  private void requirePlace(DeploymentState state) {
    Optional<String> session = state.wish().spec().sessionClusterName();
    if (session.isPresent() && sessionCluster(state).isEmpty())
      throw new RefusedCommandException(
          RefusalCode.TARGET_GONE,
          "The session cluster "
              + session.get()
              + " of "
              + state.identity().name()
              + " was deleted meanwhile. Create one of that name first",
          List.of());
    Optional<UUID> target = state.wish().spec().deploymentTargetId();
    if (target.isPresent() && !names.keep(target.get()))
      throw new RefusedCommandException(
          RefusalCode.TARGET_GONE,
          "The deployment target "
              + state.wish().spec().deploymentTargetName().orElse(target.get().toString())
              + " of "
              + state.identity().name()
              + " was deleted meanwhile. Create a deployment in another target; savepoints can be"
              + " registered there by their location",
          List.of());
  }

  private Answer edit(UUID id, CommandContext context, EditDeployment.Edit edit) {
    AtomicReference<DeploymentSpec> was = new AtomicReference<>();
    Recorded recorded =
        bus.dispatch(
            new EditDeployment(
                id,
                state -> {
                  was.set(state.wish().spec());
                  return edit.of(state);
                }),
            context);
    DeploymentSpec is = recorded.state().wish().spec();
    boolean moved =
        !is.deploymentTargetId().equals(was.get().deploymentTargetId())
            || !is.sessionClusterName().equals(was.get().sessionClusterName());
    if (moved) refer(recorded.state());
    return answer(200, recorded);
  }

  Answer answer(int status, Recorded recorded) {
    return recorded.rehearsal().isPresent()
        ? answer(status, recorded, DeploymentView.of(recorded))
        : Answer.of(status, recorded);
  }

  /** The answer with this resource; a preview of it when nothing was recorded. */
  Answer answer(int status, Recorded recorded, Object resource) {
    JsonNode tree = ResourceJson.mapper().valueToTree(resource);
    UUID id = recorded.state().identity().id();
    return recorded
        .rehearsal()
        .map(
            rehearsal ->
                Answer.of(
                    200,
                    ResourceJson.mapper().valueToTree(PreviewView.of(rehearsal, tree)),
                    rehearsal.before().map(Recorded::version).orElse(0L),
                    id))
        .orElseGet(() -> Answer.of(status, tree, recorded.version(), id));
  }

  private Optional<UUID> find(String namespace, String nameOrId) {
    Optional<UUID> byId =
        uuid(nameOrId)
            .flatMap(stored::find)
            .filter(recorded -> recorded.state().identity().namespace().equals(namespace))
            .map(recorded -> recorded.state().identity().id());
    return byId.or(() -> names.find(KIND, new Address(namespace, nameOrId)));
  }

  private static Optional<UUID> uuid(String text) {
    return UUID_TEXT.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }
}
