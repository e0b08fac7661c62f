package io.weir.command.body;

import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DeploymentTemplate;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.TemplateSpec;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A patch that only gives new values, in their usual spelling, to fields that stand for themselves:
 * nothing else of the spec depends on them, no default comes in, nothing is an alternative of
 * something else. That is most patches, and what they leave alone is neither written out nor read
 * again. {@link SpecLayers#overlaid} comes to the same, more slowly.
 */
record PlainPatch(
    Optional<DesiredState> state,
    Optional<Integer> maxJobCreationAttempts,
    Optional<Integer> maxSavepointCreationAttempts,
    Optional<String> jobFailureExpirationTime,
    Optional<Integer> parallelism,
    Optional<Integer> numberOfTaskManagers) {

  /** The patch of a spec as one; empty when it says anything else, or says it otherwise. */
  static Optional<PlainPatch> of(JsonNode patch) {
    JsonNode template = patch.path("template");
    JsonNode jobs = template.path("spec");
    PlainPatch plain =
        new PlainPatch(
            state(patch.path("state")),
            number(patch.path("maxJobCreationAttempts")),
            number(patch.path("maxSavepointCreationAttempts")),
            text(patch.path("jobFailureExpirationTime")),
            number(jobs.path("parallelism")),
            number(jobs.path("numberOfTaskManagers")));
    boolean understood =
        patch.size() == plain.fieldsOfSpec() + (template.isObject() ? 1 : 0)
            && template.size() == (jobs.isObject() ? 1 : 0)
            && jobs.size() == plain.fieldsOfJobs();
    return understood && patch.isObject() ? Optional.of(plain) : Optional.empty();
  }

  private int fieldsOfSpec() {
    return there(state)
        + there(maxJobCreationAttempts)
        + there(maxSavepointCreationAttempts)
        + there(jobFailureExpirationTime);
  }

  private int fieldsOfJobs() {
    return there(parallelism) + there(numberOfTaskManagers);
  }

  private static int there(Optional<?> value) {
    return value.isPresent() ? 1 : 0;
  }

  private static Optional<DesiredState> state(JsonNode value) {
    return value.isString()
        ? Arrays.stream(DesiredState.values())
            .filter(state -> state.name().equals(value.asString()))
            .findFirst()
        : Optional.empty();
  }

  private static Optional<Integer> number(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToInt()
        ? Optional.of(value.intValue())
        : Optional.empty();
  }

  private static Optional<String> text(JsonNode value) {
    return value.isString() && !value.asString().isBlank()
        ? Optional.of(value.asString())
        : Optional.empty();
  }

  /** The spec after the patch. */
  DeploymentSpec over(DeploymentSpec was) {
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
        fieldsOfJobs() == 0
            ? was.template()
            : new DeploymentTemplate(was.template().metadata(), over(was.template().spec())));
  }

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
