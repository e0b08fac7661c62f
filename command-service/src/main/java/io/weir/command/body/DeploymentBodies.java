package io.weir.command.body;

import io.weir.appmanager.DeploymentResource;
import io.weir.command.body.SpecLayers.Complete;
import io.weir.command.body.TargetDirectory.Entry;
import io.weir.command.deployment.DeploymentState;
import io.weir.command.deployment.RegisterDeployment;
import io.weir.command.deployment.ReviseDeployment;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The bodies of POST, PUT and PATCH as commands. */
public final class DeploymentBodies {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final List<String> RESERVED = List.of("with-cr");

  private final SpecLayers layers;

  public DeploymentBodies(SpecLayers layers) {
    this.layers = layers;
  }

  /**
   * What the user may add to an edit by query parameter.
   *
   * @param emptyStartConfirmed {@code confirmEmptyStart}
   * @param retry {@code retry}
   */
  public record EditOptions(boolean emptyStartConfirmed, boolean retry) {}

  /** The name in a body, if there is one; PUT may leave it to the path. */
  public Optional<String> name(ObjectNode body) {
    return Envelope.metadata(body).name();
  }

  /**
   * A new deployment.
   *
   * @param applyDefaults whether what is missing is filled in; else it is refused
   */
  public RegisterDeployment register(
      UUID id, String namespace, String name, ObjectNode body, boolean applyDefaults) {
    Envelope.check(body, DeploymentResource.KIND, namespace);
    checkName(name, "/metadata/name");
    MetadataBody metadata = Envelope.metadata(body);
    Complete complete = layers.whole(namespace, body.path("spec"), applyDefaults, Optional.empty());
    return new RegisterDeployment(
        id,
        namespace,
        name,
        metadata.displayName(),
        metadata.labels(),
        metadata.annotations(),
        complete.spec(),
        complete.target());
  }

  /** The deployment as the body says, whatever it was. */
  public ReviseDeployment replace(
      DeploymentState state, ObjectNode body, boolean applyDefaults, EditOptions options) {
    Envelope.check(body, DeploymentResource.KIND, state.identity().namespace());
    MetadataBody metadata = Envelope.metadata(body);
    checkSameName(state, metadata);
    return revision(
        state,
        metadata,
        layers.whole(
            state.identity().namespace(), body.path("spec"), applyDefaults, current(state)),
        options);
  }

  /** The deployment with the patch over it (RFC 7386), and defaults where the patch deletes. */
  public ReviseDeployment patch(DeploymentState state, ObjectNode patch, EditOptions options) {
    Envelope.check(patch, DeploymentResource.KIND, state.identity().namespace());
    checkSameName(state, Envelope.metadata(patch));
    MetadataBody was =
        new MetadataBody(
            Optional.empty(),
            Optional.empty(),
            state.identity().displayName(),
            state.identity().labels(),
            state.identity().annotations());
    return revision(
        state,
        Envelope.patched(was, patch),
        layers.patched(
            state.identity().namespace(), state.wish().spec(), patch.path("spec"), current(state)),
        options);
  }

  /** What the deployment refers to already. */
  private static Optional<Entry> current(DeploymentState state) {
    return state
        .wish()
        .target()
        .flatMap(
            target -> state.wish().spec().deploymentTargetId().map(id -> new Entry(id, target)));
  }

  private static ReviseDeployment revision(
      DeploymentState state, MetadataBody metadata, Complete complete, EditOptions options) {
    return new ReviseDeployment(
        state.identity().id(),
        metadata.displayName(),
        metadata.labels(),
        metadata.annotations(),
        complete.spec(),
        complete.target(),
        options.emptyStartConfirmed(),
        options.retry());
  }

  private static void checkSameName(DeploymentState state, MetadataBody metadata) {
    metadata
        .name()
        .filter(name -> !name.isEmpty() && !name.equals(state.identity().name()))
        .ifPresent(
            name -> {
              throw Envelope.fault(
                  "/metadata/name",
                  "the name is "
                      + state.identity().name()
                      + " and cannot change; set metadata.displayName instead");
            });
  }

  static void checkName(String name, String pointer) {
    if (!NAME.matcher(name).matches() || RESERVED.contains(name))
      throw Envelope.fault(
          pointer,
          "expected 1 to 63 of a-z, 0-9 and -, with a letter or digit at both ends, and not a reserved"
              + " word; free text goes into metadata.displayName");
  }
}
