package io.weir.command.deployment;

import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.SpecFault;
import io.weir.events.spec.Artifact;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.KubernetesOptions;
import io.weir.events.spec.Logging;
import io.weir.events.spec.ResourceSpec;
import io.weir.events.spec.TemplateSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a complete spec must obey (app-manager-api.md 2.2, 2.3). */
public final class SpecRules {
  private static final Pattern MEMORY =
      Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,6})?\\s*([kKmMgGtT]([iI])?[bB]?|[bB])?");
  private static final BigDecimal LEAST_CPU = new BigDecimal("0.1");

  private final List<SpecFault> faults = new ArrayList<>();

  private SpecRules() {}

  /** The refusal that names every fault, or nothing. */
  static Optional<Outcome> check(DeploymentSpec spec) {
    List<SpecFault> faults = faults(spec);
    return faults.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Outcome.Refused(
                RefusalCode.INVALID_SPEC,
                faults.stream()
                    .map(f -> f.pointer() + ": " + f.detail())
                    .collect(Collectors.joining("; ")),
                faults));
  }

  /** Every field that breaks a rule. */
  public static List<SpecFault> faults(DeploymentSpec spec) {
    SpecRules rules = new SpecRules();
    rules.place(spec);
    rules.atLeastOne("/spec/maxJobCreationAttempts", spec.maxJobCreationAttempts());
    rules.atLeastOne("/spec/maxSavepointCreationAttempts", spec.maxSavepointCreationAttempts());
    if (spec.jobFailureExpirationTime().filter(t -> Expiration.parse(t).isEmpty()).isPresent())
      rules.fault("/spec/jobFailureExpirationTime", "expected a duration such as 1h or PT1H");
    rules.template(spec.template().spec());
    return List.copyOf(rules.faults);
  }

  private void place(DeploymentSpec spec) {
    if (spec.sessionClusterName().isPresent()) {
      fault(
          "/spec/sessionClusterName",
          "session clusters are not supported; use deploymentTargetName");
      return;
    }
    if (spec.deploymentTargetName().isEmpty())
      fault("/spec/deploymentTargetName", "expected a deployment target");
  }

  private void template(TemplateSpec template) {
    artifact(template.artifact());
    atLeastOne("/spec/template/spec/parallelism", template.parallelism());
    template
        .numberOfTaskManagers()
        .ifPresent(number -> atLeastOne("/spec/template/spec/numberOfTaskManagers", number));
    template.resources().forEach(this::resource);
    for (String key : List.of("jobmanager", "taskmanager"))
      if (!template.resources().containsKey(key))
        fault("/spec/template/spec/resources/" + key, "expected cpu and memory");
    Logging logging = template.logging();
    if (logging.loggingProfile().isPresent() && logging.log4j2ConfigurationTemplate().isPresent())
      fault(
          "/spec/template/spec/logging",
          "loggingProfile and log4j2ConfigurationTemplate are alternatives: give one");
    template.kubernetes().ifPresent(this::pods);
  }

  private void artifact(Artifact artifact) {
    String at = "/spec/template/spec/artifact";
    switch (artifact.kind()) {
      case JAR -> {
        if (artifact.jarUri().filter(Predicate.not(String::isBlank)).isEmpty())
          fault(at + "/jarUri", "must not be null: expected the URI of a jar");
      }
      case SQLSCRIPT, PYTHON ->
          fault(at + "/kind", artifact.kind() + " artifacts are not supported; use JAR");
    }
  }

  private void resource(String name, ResourceSpec resource) {
    String at = "/spec/template/spec/resources/" + name;
    if (resource.cpu().compareTo(LEAST_CPU) < 0) fault(at + "/cpu", "expected at least 0.1");
    if (!MEMORY.matcher(resource.memory()).matches())
      fault(at + "/memory", "expected an amount such as 1g or 2048m");
  }

  private void pods(KubernetesOptions options) {
    if (options.pods().isPresent()
        && (options.jobManagerPodTemplate().isPresent()
            || options.taskManagerPodTemplate().isPresent()))
      fault("/spec/template/spec/kubernetes", "pods and pod templates are alternatives: give one");
  }

  private void atLeastOne(String pointer, int number) {
    if (number < 1) fault(pointer, "expected at least 1, but got " + number);
  }

  private void fault(String pointer, String what) {
    faults.add(new SpecFault(pointer, what));
  }
}
