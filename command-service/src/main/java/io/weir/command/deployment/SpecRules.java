package io.weir.command.deployment;

import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.SpecFault;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DeploymentTemplate;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.FlinkLine;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a complete spec must obey (app-manager-api.md 2.2, 2.3). */
public final class SpecRules {
  private final SpecFaults faults = new SpecFaults();

  private SpecRules() {}

  /** The refusal of a new spec that names every fault, or nothing. */
  static Optional<Outcome> check(DeploymentSpec spec, PlatformSettings settings) {
    Optional<Outcome> unsupported =
        ArtifactRules.unsupported(spec.template().spec().artifact())
            .map(fault -> refusal(RefusalCode.NOT_SUPPORTED, List.of(fault)));
    return unsupported.isPresent() ? unsupported : refusal(faults(spec, settings));
  }

  /** Every field that breaks a rule. */
  public static List<SpecFault> faults(DeploymentSpec spec, PlatformSettings settings) {
    SpecRules rules = new SpecRules();
    rules.deployment(spec);
    rules.template(spec.template(), settings);
    SavepointPolicyRules.check(spec, settings, rules.faults);
    return rules.faults.all();
  }

  /**
   * The refusal of a revised spec. A template or a policy that is only carried along is not judged
   * again: what the platform no longer takes must not keep a deployment from being stopped.
   */
  static Optional<Outcome> check(DeploymentSpec was, DeploymentSpec is, PlatformSettings settings) {
    boolean starts = is.state() == DesiredState.RUNNING && was.state() != DesiredState.RUNNING;
    if (starts || !was.template().equals(is.template())) return check(is, settings);
    SpecRules rules = new SpecRules();
    rules.deployment(is);
    if (!was.savepointPolicy().equals(is.savepointPolicy()))
      SavepointPolicyRules.check(is, settings, rules.faults);
    return refusal(rules.faults.all());
  }

  private static Optional<Outcome> refusal(List<SpecFault> faults) {
    return faults.isEmpty()
        ? Optional.empty()
        : Optional.of(refusal(RefusalCode.INVALID_SPEC, faults));
  }

  private static Outcome refusal(RefusalCode code, List<SpecFault> faults) {
    return new Outcome.Refused(
        code,
        faults.stream().map(f -> f.pointer() + ": " + f.detail()).collect(Collectors.joining("; ")),
        faults);
  }

  private void deployment(DeploymentSpec spec) {
    place(spec);
    faults.atLeastOne("/spec/maxJobCreationAttempts", spec.maxJobCreationAttempts());
    faults.atLeastOne("/spec/maxSavepointCreationAttempts", spec.maxSavepointCreationAttempts());
    if (spec.jobFailureExpirationTime().filter(t -> Expiration.parse(t).isEmpty()).isPresent())
      faults.add(
          "/spec/jobFailureExpirationTime",
          "expected a duration such as 1h or PT1H, at most " + Expiration.LONGEST_DAYS + "d");
  }

  private void template(DeploymentTemplate template, PlatformSettings settings) {
    Optional<FlinkLine> line =
        settings
            .flink()
            .find(
                template.spec().artifact().flinkVersion().orElse(settings.flink().defaultVersion()))
            .map(FlinkVersions.Version::line);
    TemplateSwitches.check(template, line, faults);
    new TemplateRules(faults, settings).check(template.spec(), line);
  }

  private void place(DeploymentSpec spec) {
    if (spec.sessionClusterName().isPresent()) {
      faults.add(
          "/spec/sessionClusterName",
          "deployments do not run on session clusters yet; use deploymentTargetName");
      return;
    }
    if (spec.deploymentTargetName().isEmpty())
      faults.add("/spec/deploymentTargetName", "expected a deployment target");
  }
}
