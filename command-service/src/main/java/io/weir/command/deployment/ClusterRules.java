package io.weir.command.deployment;

import io.weir.command.decide.SpecFault;
import io.weir.events.sessions.SessionClusterSpec;
import io.weir.events.spec.FlinkLine;
import java.util.List;
import java.util.Optional;

/**
 * What the spec of a session cluster must obey: of the rules for a deployment's template those that
 * are about Flink's processes and not about a program.
 */
public final class ClusterRules {
  private ClusterRules() {}

  /** Every field that breaks a rule. */
  public static List<SpecFault> faults(SessionClusterSpec spec, PlatformSettings settings) {
    SpecFaults faults = new SpecFaults();
    Optional<FlinkLine> line =
        settings
            .flink()
            .find(spec.flinkVersion().orElse(settings.flink().defaultVersion()))
            .map(FlinkVersions.Version::line);
    new ImageRules(faults, settings, "/spec")
        .check(
            spec.flinkVersion(),
            spec.flinkImageRegistry(),
            spec.flinkImageRepository(),
            spec.flinkImageTag());
    faults.atLeastOne("/spec/numberOfTaskManagers", spec.numberOfTaskManagers());
    TemplateRules template = new TemplateRules(faults, settings);
    template.processes(spec.resources(), spec.flinkConfiguration(), line);
    template.slots(spec.flinkConfiguration());
    new LoggingRules(faults, settings).check(spec.logging(), line);
    spec.kubernetes().ifPresent(options -> PodRules.check(options, faults));
    return faults.all().stream().map(ClusterRules::here).toList();
  }

  /** What is in a deployment's template is in the spec itself here. */
  private static SpecFault here(SpecFault fault) {
    return fault.pointer().startsWith(SpecFaults.TEMPLATE)
        ? new SpecFault(
            "/spec" + fault.pointer().substring(SpecFaults.TEMPLATE.length()), fault.detail())
        : fault;
  }
}
