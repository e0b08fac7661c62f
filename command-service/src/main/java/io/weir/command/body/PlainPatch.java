package io.weir.command.body;

import io.weir.appmanager.RefusedBodyException;
import io.weir.appmanager.ResourceBinder;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DeploymentTemplate;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.TemplateSpec;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * A patch that only gives new values to fields that stand for themselves: nothing else of the spec
 * depends on them, no default comes in, nothing is an alternative of something else. That is most
 * patches, and what they leave alone is neither written out nor read again. {@link
 * SpecLayers#patched} comes to the same, more slowly.
 */
record PlainPatch(
    Optional<DesiredState> state,
    Optional<Integer> maxJobCreationAttempts,
    Optional<Integer> maxSavepointCreationAttempts,
    Optional<String> jobFailureExpirationTime,
    Optional<OfTemplate> template) {
  private static final Set<String> FIELDS =
      Set.of(
          "state",
          "maxJobCreationAttempts",
          "maxSavepointCreationAttempts",
          "jobFailureExpirationTime");
  private static final Set<String> FIELDS_OF_JOBS = Set.of("parallelism", "numberOfTaskManagers");

  /** The same of a template. */
  record OfTemplate(Optional<OfJobs> spec) {}

  /** The same of a template's spec. */
  record OfJobs(Optional<Integer> parallelism, Optional<Integer> numberOfTaskManagers) {
    private TemplateSpec over(TemplateSpec was) {
      return new TemplateSpec(
          was.artifact(),
          parallelism.orElse(was.parallelism()),
          numberOfTaskManagers.or(was::numberOfTaskManagers),
          was.resources(),
          was.flinkConfiguration(),
          was.logging(),
          was.kubernetes());
    }
  }

  /** Whether a patch of a spec is one. */
  static boolean is(JsonNode patch) {
    return all(
        patch,
        FIELDS,
        "template",
        template ->
            all(template, Set.of(), "spec", jobs -> all(jobs, FIELDS_OF_JOBS, "", inner -> false)));
  }

  private static boolean all(
      JsonNode object, Set<String> fields, String member, Predicate<JsonNode> inner) {
    return object.isObject()
        && object.properties().stream()
            .allMatch(
                field ->
                    fields.contains(field.getKey())
                        ? isValue(field.getValue())
                        : field.getKey().equals(member) && inner.test(field.getValue()));
  }

  /** Blank text is no value to some fields, and nothing at all to others. */
  private static boolean isValue(JsonNode value) {
    return value.isValueNode() && !value.isNull() && !value.asString().isBlank();
  }

  /** The spec after the patch; empty when a value does not fit: the whole way says which first. */
  static Optional<DeploymentSpec> apply(DeploymentSpec was, JsonNode patch) {
    try {
      return Optional.of(ResourceBinder.bind(patch, PlainPatch.class, "/spec").over(was));
    } catch (RefusedBodyException refused) {
      return Optional.empty();
    }
  }

  private DeploymentSpec over(DeploymentSpec was) {
    return new DeploymentSpec(
        state.orElse(was.state()),
        was.deploymentTargetId(),
        was.deploymentTargetName(),
        was.sessionClusterName(),
        was.upgradeStrategy(),
        was.restoreStrategy(),
        maxJobCreationAttempts.orElse(was.maxJobCreationAttempts()),
        maxSavepointCreationAttempts.orElse(was.maxSavepointCreationAttempts()),
        jobFailureExpirationTime.or(was::jobFailureExpirationTime),
        was.savepointPolicy(),
        template
            .flatMap(OfTemplate::spec)
            .map(
                jobs ->
                    new DeploymentTemplate(
                        was.template().metadata(), jobs.over(was.template().spec())))
            .orElse(was.template()));
  }
}
