package io.weir.command.body;

import io.weir.appmanager.DeploymentResource;
import io.weir.appmanager.MergePatch;
import io.weir.appmanager.ResourceBinder;
import io.weir.appmanager.ResourceJson;
import io.weir.command.body.TargetDirectory.Entry;
import io.weir.command.deployment.DeploymentState;
import io.weir.command.deployment.RegisterDeployment;
import io.weir.command.deployment.ReviseDeployment;
import io.weir.events.deployment.JobTarget;
import io.weir.events.spec.DeploymentSpec;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The bodies of POST, PUT and PATCH as commands. */
public final class DeploymentBodies {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final List<String> RESERVED = List.of("with-cr");

  private final DeploymentDefaults defaults;
  private final DeploymentTargets targets;

  public DeploymentBodies(DeploymentDefaults defaults, TargetDirectory targets) {
    this.defaults = defaults;
    this.targets = new DeploymentTargets(targets);
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
    Complete complete = complete(body.path("spec"), applyDefaults, namespace, Optional.empty());
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
    return revision(state, metadata, complete(body.path("spec"), applyDefaults, state), options);
  }

  /** The deployment with the patch over it (RFC 7386), and defaults where the patch deletes. */
  public ReviseDeployment patch(DeploymentState state, ObjectNode patch, EditOptions options) {
    Envelope.check(patch, DeploymentResource.KIND, state.identity().namespace());
    Envelope.object(patch.path("spec"), "/spec");
    checkSameName(state, Envelope.metadata(patch));
    ObjectNode was = JsonNodeFactory.instance.objectNode();
    state.identity().displayName().ifPresent(text -> was.put("displayName", text));
    was.set("labels", ResourceJson.mapper().valueToTree(state.identity().labels()));
    was.set("annotations", ResourceJson.mapper().valueToTree(state.identity().annotations()));
    JsonNode changes =
        patch.path("metadata").isObject() ? patch.path("metadata") : was.objectNode();
    JsonNode metadata = SpecOverlay.withoutNulls(MergePatch.apply(was, changes));
    JsonNode spec = ResourceJson.mapper().valueToTree(state.wish().spec());
    JsonNode edited =
        patch.path("spec").isObject() ? SpecOverlay.of(spec, patch.path("spec")) : spec;
    return revision(
        state,
        ResourceBinder.bind(metadata, MetadataBody.class, "/metadata"),
        complete(edited, true, state),
        options);
  }

  /** A complete spec, and where its jobs run. */
  private record Complete(DeploymentSpec spec, Optional<JobTarget> target) {}

  private Complete complete(JsonNode user, boolean applyDefaults, DeploymentState state) {
    Optional<Entry> current =
        state
            .wish()
            .target()
            .flatMap(
                target ->
                    state.wish().spec().deploymentTargetId().map(id -> new Entry(id, target)));
    return complete(user, applyDefaults, state.identity().namespace(), current);
  }

  private Complete complete(
      JsonNode user, boolean applyDefaults, String namespace, Optional<Entry> current) {
    Envelope.object(user, "/spec");
    checkKind(user.path("upgradeStrategy"), "/spec/upgradeStrategy", false);
    checkKind(user.path("restoreStrategy"), "/spec/restoreStrategy", false);
    ObjectNode filled =
        applyDefaults
            ? defaults.fill(user)
            : SpecOverlay.of(JsonNodeFactory.instance.objectNode(), SpecOverlay.withoutNulls(user));
    checkKind(
        filled.path("template").path("spec").path("artifact"),
        "/spec/template/spec/artifact",
        true);
    Optional<Entry> target = targets.find(filled, namespace, current);
    return new Complete(
        ResourceBinder.bind(
            RequiredFields.checked(DeploymentTargets.filled(filled, target)),
            DeploymentSpec.class,
            "/spec"),
        target.map(Entry::target));
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

  private static void checkKind(JsonNode value, String pointer, boolean required) {
    boolean absent = value.isMissingNode() || value.isNull();
    if (absent && !required) return;
    if (!absent && !value.isObject()) throw Envelope.fault(pointer, "expected an object with kind");
    if (value.path("kind").isMissingNode() || value.path("kind").isNull())
      throw Envelope.fault(pointer + "/kind", "missing type id property 'kind'");
  }
}
