package io.weir.command.body;

import io.weir.appmanager.MergePatch;
import io.weir.appmanager.ResourceBinder;
import io.weir.appmanager.ResourceJson;
import io.weir.appmanager.SessionClusterResource;
import io.weir.command.body.TargetDirectory.Entry;
import io.weir.command.sessions.SessionState;
import io.weir.command.sessions.SessionWish;
import io.weir.events.sessions.SessionClusterSpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The bodies of session clusters (app-manager-api.md 2.9). */
public final class SessionBody {
  private static final String TARGET = "deploymentTargetName";
  private static final ObjectNode DEFAULTS = defaults();

  private final TargetDirectory targets;

  public SessionBody(TargetDirectory targets) {
    this.targets = targets;
  }

  /**
   * What a POST or PUT says, with defaults for what it leaves open.
   *
   * @param path the name in the path; absent at POST
   * @throws io.weir.appmanager.RefusedBodyException when a field does not fit
   */
  public SessionWish whole(ObjectNode body, String namespace, Optional<String> path) {
    Envelope.check(body, SessionClusterResource.KIND, namespace);
    MetadataBody metadata = Envelope.metadata(body);
    String name = Envelope.name(metadata, path);
    DeploymentBodies.checkName(name, "/metadata/name");
    JsonNode spec = body.path("spec");
    Envelope.object(spec, "/spec");
    return wish(
        name,
        metadata,
        spec.isObject() ? over(DEFAULTS, SpecOverlay.withoutNulls(spec)) : DEFAULTS.deepCopy(),
        namespace);
  }

  /**
   * What it is to be after a PATCH (RFC 7386); what the patch deletes is the default again.
   *
   * @throws io.weir.appmanager.RefusedBodyException when a field does not fit
   */
  public SessionWish patched(SessionState state, ObjectNode patch) {
    Envelope.check(patch, SessionClusterResource.KIND, state.namespace());
    Envelope.name(Envelope.metadata(patch), Optional.of(state.name()));
    Envelope.object(patch.path("spec"), "/spec");
    MetadataBody metadata =
        Envelope.patched(
            new MetadataBody(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                state.labels(),
                state.annotations()),
            patch);
    ObjectNode was = ResourceJson.mapper().valueToTree(state.spec());
    ObjectNode said = patch.path("spec").isObject() ? over(was, patch.path("spec")) : was;
    DEFAULTS
        .properties()
        .forEach(
            field -> {
              if (!said.has(field.getKey())) said.set(field.getKey(), field.getValue().deepCopy());
            });
    return wish(state.name(), metadata, said, state.namespace());
  }

  private SessionWish wish(String name, MetadataBody metadata, ObjectNode said, String namespace) {
    PodTexts.spellOutHere(said);
    JsonNode target = said.path(TARGET);
    if (target.isMissingNode() || target.isNull() || target.asString("").isEmpty())
      throw Envelope.fault("/spec/" + TARGET, "must not be null: expected a deployment target");
    Entry found =
        targets
            .named(namespace, target.asString(""))
            .orElseThrow(() -> DeploymentTargets.unknown(TARGET, target, namespace, targets));
    UUID targetId = found.id();
    return new SessionWish(
        name,
        metadata.labels(),
        metadata.annotations(),
        ResourceBinder.bind(said, SessionClusterSpec.class, "/spec"),
        targetId,
        found.target());
  }

  /** Of alternatives the upper one wins whole. */
  private static ObjectNode over(ObjectNode lower, JsonNode upper) {
    ObjectNode base = lower.deepCopy();
    for (List<String> pair :
        List.of(
            List.of("loggingProfile", "log4j2ConfigurationTemplate"),
            List.of("log4j2ConfigurationTemplate", "loggingProfile"))) {
      boolean taken = upper.path("logging").hasNonNull(pair.get(0));
      if (taken && base.path("logging") instanceof ObjectNode logging) logging.remove(pair.get(1));
    }
    JsonNode options = upper.path("kubernetes");
    if (base.path("kubernetes") instanceof ObjectNode mine) {
      if (options.hasNonNull("pods"))
        mine.remove(List.of("jobManagerPodTemplate", "taskManagerPodTemplate"));
      else if (options.hasNonNull("jobManagerPodTemplate")
          || options.hasNonNull("taskManagerPodTemplate")) mine.remove("pods");
    }
    return (ObjectNode) MergePatch.apply(base, upper);
  }

  private static ObjectNode defaults() {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.put("state", "STOPPED");
    spec.put("numberOfTaskManagers", 1);
    ObjectNode resources = spec.putObject("resources");
    for (String component : List.of("jobmanager", "taskmanager"))
      resources.putObject(component).put("cpu", BigDecimal.ONE).put("memory", "1G");
    spec.putObject("flinkConfiguration");
    ObjectNode logging = spec.putObject("logging");
    logging.put("loggingProfile", "default");
    logging.putObject("log4jLoggers").put("", "INFO");
    return spec;
  }
}
