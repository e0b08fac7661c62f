package io.weir.command.deployment;

import io.weir.command.deployment.SessionClusters.Offer;
import io.weir.events.spec.Artifact;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.FlinkLine;
import io.weir.events.spec.Logging;
import io.weir.events.spec.TemplateSpec;
import java.util.List;
import java.util.Optional;

/**
 * What a deployment must obey whose jobs run on a session cluster: the processes are the cluster's,
 * so nothing of them can be a deployment's.
 */
final class SessionRules {
  /** Before, Flink takes no options with a program, and would leave them out in silence. */
  private static final FlinkLine FIRST = new FlinkLine(1, 15);

  /** Options of processes, which mean nothing to a job. */
  private static final List<String> PROCESSES =
      List.of(
          "jobmanager.",
          "taskmanager.",
          "high-availability",
          "kubernetes.",
          "rest.",
          "blob.",
          "web.",
          "env.",
          "metrics.",
          "security.",
          "heartbeat.",
          "resourcemanager.",
          "slotmanager.",
          "process.");

  private final SpecFaults faults;
  private final PlatformSettings settings;

  SessionRules(SpecFaults faults, PlatformSettings settings) {
    this.faults = faults;
    this.settings = settings;
  }

  /** Whether an option is about processes and not about a job. */
  static boolean isOfProcesses(String option) {
    return PROCESSES.stream().anyMatch(option::startsWith);
  }

  /**
   * Checks all of it.
   *
   * @param offer the session cluster that the spec names; empty: there is none of that name
   */
  void check(DeploymentSpec spec, Optional<Offer> offer) {
    String name = spec.sessionClusterName().orElseThrow();
    if (spec.deploymentTargetName().isPresent() || spec.deploymentTargetId().isPresent())
      faults.add(
          "/spec/sessionClusterName",
          "a deployment runs in a deployment target or on a session cluster: name one of the two");
    if (offer.isEmpty())
      faults.add(
          "/spec/sessionClusterName",
          "there is no session cluster '%s' in the namespace; create it first"
              .formatted(SpecFaults.printable(name)));
    offer
        .filter(known -> !known.line().atLeast(FIRST.major(), FIRST.minor()))
        .ifPresent(
            known ->
                faults.add(
                    "/spec/sessionClusterName",
                    "%s runs Flink %s, which takes no options with a program; deployments need %s or later"
                        .formatted(SpecFaults.printable(name), known.line(), FIRST)));
    switches(spec);
    template(spec.template().spec());
    artifact(spec.template().spec().artifact(), offer);
    new TemplateRules(faults, settings).program(spec.template().spec(), offer.map(Offer::line));
  }

  /**
   * Why a session cluster that was right when the spec was sent is not any more; empty: it is.
   *
   * @param offer what it is now; empty: it is gone
   */
  static Optional<String> unfit(
      DeploymentSpec spec, Optional<Offer> offer, PlatformSettings settings) {
    String name = spec.sessionClusterName().orElseThrow();
    if (offer.isEmpty()) return Optional.of("There is no session cluster " + name + ".");
    if (!offer.get().line().atLeast(FIRST.major(), FIRST.minor()))
      return Optional.of(
          "The session cluster %s runs Flink %s; deployments need %s or later."
              .formatted(name, offer.get().line(), FIRST));
    return otherLine(spec.template().spec().artifact(), offer.get(), settings)
        .map(
            line ->
                "The session cluster %s runs Flink %s, and the spec says %s."
                    .formatted(name, offer.get().line(), line));
  }

  private static Optional<FlinkLine> otherLine(
      Artifact artifact, Offer offer, PlatformSettings settings) {
    return artifact
        .flinkVersion()
        .flatMap(version -> settings.flink().find(version))
        .map(FlinkVersions.Version::line)
        .filter(line -> !line.equals(offer.line()));
  }

  private void switches(DeploymentSpec spec) {
    for (String name : List.of(TemplateSwitches.ENCRYPTION, TemplateSwitches.QUERYABLE_STATE))
      if (TemplateSwitches.isOn(spec.template(), name))
        faults.add("/spec/template/metadata/annotations" + SpecFaults.step(name), OF_THE_CLUSTER);
  }

  private void template(TemplateSpec template) {
    refuse("/resources", !template.resources().isEmpty());
    refuse("/kubernetes", template.kubernetes().isPresent());
    refuse("/numberOfTaskManagers", template.numberOfTaskManagers().isPresent());
    Logging logging = template.logging();
    refuse("/logging/loggingProfile", logging.loggingProfile().isPresent());
    refuse("/logging/log4jLoggers", !logging.log4jLoggers().isEmpty());
    refuse(
        "/logging/log4j2ConfigurationTemplate", logging.log4j2ConfigurationTemplate().isPresent());
    for (String option : template.flinkConfiguration().keySet())
      refuse("/flinkConfiguration" + SpecFaults.step(option), isOfProcesses(option));
  }

  private void artifact(Artifact artifact, Optional<Offer> offer) {
    refuse("/artifact/flinkImageRegistry", artifact.flinkImageRegistry().isPresent());
    refuse("/artifact/flinkImageRepository", artifact.flinkImageRepository().isPresent());
    refuse("/artifact/flinkImageTag", artifact.flinkImageTag().isPresent());
    offer
        .flatMap(known -> otherLine(artifact, known, settings))
        .ifPresent(
            line ->
                faults.add(
                    SpecFaults.TEMPLATE + "/artifact/flinkVersion",
                    "the session cluster runs Flink %s: leave the field out, or name another one"
                        .formatted(offer.orElseThrow().line())));
    List<String> dependencies = artifact.additionalDependencies();
    for (int i = 0; i < dependencies.size(); i++)
      if (!dependencies.get(i).endsWith(".jar"))
        faults.add(
            SpecFaults.TEMPLATE + "/artifact/additionalDependencies/" + i,
            "expected a jar: on a session cluster a program takes jars along, and no other files");
  }

  private static final String OF_THE_CLUSTER =
      "belongs to the processes of the session cluster: set it there and leave it out here";

  private void refuse(String field, boolean there) {
    if (there) faults.add(SpecFaults.TEMPLATE + field, OF_THE_CLUSTER);
  }
}
