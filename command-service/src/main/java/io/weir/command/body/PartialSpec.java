package io.weir.command.body;

import io.weir.appmanager.ProblemBody;
import io.weir.appmanager.RefusedBodyException;
import io.weir.appmanager.ResourceBinder;
import io.weir.appmanager.ResourceJson;
import io.weir.command.body.TargetDirectory.Entry;
import io.weir.command.decide.SpecFault;
import io.weir.command.deployment.PlatformSettings;
import io.weir.command.deployment.SpecRules;
import io.weir.events.spec.DeploymentSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Part of a spec, as defaults are: checked as a whole spec would be, kept as a part. */
final class PartialSpec {
  /** Defaults leave the program open; the rules want one. */
  private static final ObjectNode SOME_PROGRAM = someProgram();

  private PartialSpec() {}

  /**
   * What was said, in the spelling of a stored spec: numbers of text fields as text, constants in
   * upper case, without unknown fields.
   *
   * @param below the defaults that lie below it
   * @param said part of a spec, without nulls
   * @param target the target that it names, if it names one
   * @param settings what the platform takes
   * @throws RefusedBodyException when a deployment with these defaults would be refused for them
   */
  static ObjectNode checked(
      JsonNode below, JsonNode said, Optional<Entry> target, PlatformSettings settings) {
    ObjectNode whole = SpecOverlay.of(SpecOverlay.of(SOME_PROGRAM, below), said);
    PodTexts.spellOut(whole);
    Kinds.check(whole);
    DeploymentSpec spec =
        ResourceBinder.bind(
            RequiredFields.checked(DeploymentTargets.filled(whole, target)),
            DeploymentSpec.class,
            "/spec");
    List<SpecFault> faults = SpecRules.faults(spec, settings);
    if (!faults.isEmpty()) throw refusal(faults);
    ObjectNode kept = restricted(said, ResourceJson.mapper().valueToTree(spec));
    return DeploymentTargets.filled(kept, target);
  }

  /** Of the whole only what the part has. */
  private static ObjectNode restricted(JsonNode part, JsonNode whole) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    part.properties()
        .forEach(
            field -> {
              JsonNode value = whole.path(field.getKey());
              if (field.getValue().isObject() && value.isObject())
                kept.set(field.getKey(), restricted(field.getValue(), value));
              else if (!value.isMissingNode()) kept.set(field.getKey(), value);
            });
    return kept;
  }

  private static RefusedBodyException refusal(List<SpecFault> faults) {
    return new RefusedBodyException(
        RefusedBodyException.Code.INVALID_FIELD,
        faults.stream().map(f -> f.pointer() + ": " + f.detail()).collect(Collectors.joining("; ")),
        faults.stream().map(f -> new ProblemBody.Fault(f.pointer(), f.detail())).toList());
  }

  private static ObjectNode someProgram() {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.putObject("template")
        .putObject("spec")
        .putObject("artifact")
        .put("kind", "JAR")
        .put("jarUri", "file:///some.jar");
    return spec;
  }
}
