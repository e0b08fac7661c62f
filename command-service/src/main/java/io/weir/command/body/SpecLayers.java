package io.weir.command.body;

import io.weir.appmanager.ResourceBinder;
import io.weir.appmanager.ResourceJson;
import io.weir.command.body.TargetDirectory.Entry;
import io.weir.command.deployment.PlatformSettings;
import io.weir.events.deployment.JobTarget;
import io.weir.events.spec.DeploymentSpec;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * From what users say to a complete spec: built-in defaults, the platform's, the namespace's, the
 * user's; each lies over the one before (app-manager-api.md 6.1).
 */
public final class SpecLayers {
  private final GlobalDefaults global;
  private final NamespaceDefaults namespaces;
  private final DeploymentTargets targets;
  private final PlatformSettings settings;

  public SpecLayers(
      GlobalDefaults global,
      NamespaceDefaults namespaces,
      TargetDirectory targets,
      PlatformSettings settings) {
    this.global = global;
    this.namespaces = namespaces;
    this.targets = new DeploymentTargets(targets);
    this.settings = settings;
  }

  /**
   * A complete spec.
   *
   * @param spec the spec, with the name and the id of its target
   * @param target where its jobs run; absent with a session cluster
   */
  record Complete(DeploymentSpec spec, Optional<JobTarget> target) {}

  /**
   * The spec of a POST or PUT.
   *
   * @param user what the body says
   * @param applyDefaults whether what it leaves open is filled in; else it is refused
   * @param current the target that the deployment refers to already
   */
  Complete whole(String namespace, JsonNode user, boolean applyDefaults, Optional<Entry> current) {
    Envelope.object(user, "/spec");
    Kinds.checkStrategies(user);
    JsonNode said = SpecOverlay.withoutNulls(user);
    return complete(
        applyDefaults
            ? filled(namespace, said)
            : SpecOverlay.of(JsonNodeFactory.instance.objectNode(), said),
        namespace,
        current);
  }

  /**
   * The spec after a PATCH. Only what the patch deletes is taken from the defaults: a patch of
   * something else never brings newer defaults into a deployment.
   *
   * @param was the complete spec before
   * @param patch what the body says, nulls included
   */
  Complete patched(String namespace, DeploymentSpec was, JsonNode patch, Optional<Entry> current) {
    if (patch.isMissingNode()) return new Complete(was, current.map(Entry::target));
    if (current.isPresent() && refersTo(was, current.get())) {
      Optional<PlainPatch> plain = PlainPatch.of(patch);
      if (plain.isPresent()) return new Complete(plain.get().over(was), current.map(Entry::target));
    }
    return overlaid(namespace, was, patch, current);
  }

  /** The same for any patch: written out, laid over, checked and read again as a whole. */
  Complete overlaid(String namespace, DeploymentSpec was, JsonNode patch, Optional<Entry> current) {
    Envelope.object(patch, "/spec");
    Kinds.checkStrategies(patch);
    ObjectNode edited = SpecOverlay.of(ResourceJson.mapper().valueToTree(was), patch);
    if (was.sessionClusterName().isPresent() && !edited.hasNonNull("sessionClusterName"))
      SessionTemplates.fill(edited, filled(namespace, edited));
    if (!deletes(patch)) return complete(edited, namespace, current);
    return complete(shown(edited, patch, filled(namespace, edited)), namespace, current);
  }

  /**
   * What a namespace says, checked: part of a spec.
   *
   * @param said without nulls
   */
  JsonNode partial(String namespace, JsonNode said) {
    Envelope.object(said, "/spec");
    Kinds.checkStrategies(said);
    ObjectNode part = SpecOverlay.of(JsonNodeFactory.instance.objectNode(), said);
    return PartialSpec.checked(
        global.spec(), part, targets.find(part, namespace, Optional.empty()), settings);
  }

  private ObjectNode filled(String namespace, JsonNode said) {
    return SpecOverlay.of(SpecOverlay.of(global.spec(), namespaces.of(namespace)), said);
  }

  private Complete complete(ObjectNode filled, String namespace, Optional<Entry> current) {
    PodTexts.spellOut(filled);
    Kinds.check(filled);
    Optional<Entry> target = targets.find(filled, namespace, current);
    return new Complete(
        ResourceBinder.bind(
            RequiredFields.checked(DeploymentTargets.filled(filled, target)),
            DeploymentSpec.class,
            "/spec"),
        target.map(Entry::target));
  }

  /** Then it would be found again, as it is. */
  private static boolean refersTo(DeploymentSpec spec, Entry target) {
    return spec.deploymentTargetId().filter(target.id()::equals).isPresent()
        && spec.deploymentTargetName().filter(target.target().name()::equals).isPresent();
  }

  private static boolean deletes(JsonNode patch) {
    return patch.isNull() || patch.isObject() && patch.valueStream().anyMatch(SpecLayers::deletes);
  }

  /** The spec with the defaults of what the patch deleted. */
  private static ObjectNode shown(ObjectNode edited, JsonNode patch, JsonNode filled) {
    patch
        .properties()
        .forEach(
            field -> {
              String name = field.getKey();
              JsonNode value = filled.path(name);
              if (field.getValue().isNull() && !value.isMissingNode()) edited.set(name, value);
              else if (edited.path(name) instanceof ObjectNode inner)
                shown(inner, field.getValue(), value);
            });
    return edited;
  }
}
