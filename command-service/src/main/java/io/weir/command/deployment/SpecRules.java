package io.weir.command.deployment;

import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.SpecFault;
import io.weir.command.deployment.SessionClusters.Offer;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DeploymentTemplate;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.FlinkLine;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a complete spec must obey (app-manager-api.md 2.2, 2.3). */
public final class SpecRules {
  private final SpecFaults faults = new SpecFaults();

  private SpecRules() {}

  /** The refusal of a new spec that names every fault, or nothing. */
  static Optional<Outcome> check(
      DeploymentSpec spec, PlatformSettings settings, Supplier<Optional<Offer>> session) {
    Optional<Outcome> unsupported =
        ArtifactRules.unsupported(spec.template().spec().artifact())
            .map(fault -> refusal(RefusalCode.NOT_SUPPORTED, List.of(fault)));
    if (unsupported.isPresent()) return unsupported;
    return refusal(
        spec.sessionClusterName().isPresent()
            ? onSession(spec, settings, session.get())
            : faults(spec, settings));
  }

  private static List<SpecFault> onSession(
      DeploymentSpec spec, PlatformSettings settings, Optional<Offer> session) {
    SpecRules rules = new SpecRules();
    rules.deployment(spec);
    TemplateSwitches.check(spec.template(), session.map(Offer::line), rules.faults);
    new SessionRules(rules.faults, settings).check(spec, session);
    SavepointPolicyRules.check(spec, settings, rules.faults);
    return rules.faults.all();
  }

  /**
   * Whether an option is about Flink's processes, so that it cannot be that of a job on a session
   * cluster.
   */
  public static boolean isOfProcesses(String option) {
    return SessionRules.isOfProcesses(option);
  }

  /** Every field that breaks a rule of what has clusters of its own. */
  public static List<SpecFault> faults(DeploymentSpec spec, PlatformSettings settings) {
    SpecRules rules = new SpecRules();
    rules.target(spec);
    rules.deployment(spec);
    rules.template(spec.template(), settings);
    SavepointPolicyRules.check(spec, settings, rules.faults);
    return rules.faults.all();
  }

  /**
   * The refusal of a revised spec. A template or a policy that is only carried along is not judged
   * again: what the platform no longer takes must not keep a deployment from being stopped.
   */
  static Optional<Outcome> check(
      DeploymentSpec was,
      DeploymentSpec is,
      PlatformSettings settings,
      Supplier<Optional<Offer>> session) {
    boolean starts = is.state() == DesiredState.RUNNING && was.state() != DesiredState.RUNNING;
    boolean moves =
        is.sessionClusterName().isPresent() != was.sessionClusterName().isPresent()
            || is.sessionClusterName().isPresent()
                && (!was.sessionClusterName().equals(is.sessionClusterName())
                    || is.deploymentTargetName().isPresent());
    if (starts || moves || !was.template().equals(is.template()))
      return check(is, settings, session);
    SpecRules rules = new SpecRules();
    if (is.sessionClusterName().isEmpty()) rules.target(is);
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

  private void target(DeploymentSpec spec) {
    if (spec.sessionClusterName().isPresent())
      faults.add(
          "/spec/sessionClusterName",
          "each deployment names its session cluster by itself; defaults may name a target");
    else if (spec.deploymentTargetName().isEmpty())
      faults.add("/spec/deploymentTargetName", "expected a deployment target");
  }
}
