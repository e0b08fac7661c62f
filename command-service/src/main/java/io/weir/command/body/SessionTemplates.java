package io.weir.command.body;

import io.weir.command.deployment.SpecRules;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * The template of a deployment that comes to a session cluster, or leaves one. What is about
 * processes is then the cluster's; so defaults, and what the deployment had on clusters of its own,
 * do not stand in the way of who only names a session cluster.
 */
final class SessionTemplates {
  private static final List<String> OF_PROCESSES =
      List.of("resources", "kubernetes", "numberOfTaskManagers");
  private static final List<String> OF_IMAGE =
      List.of("flinkVersion", "flinkImageRegistry", "flinkImageRepository", "flinkImageTag");
  private static final List<String> SWITCHES =
      List.of("flink.security.ssl.enabled", "flink.queryable-state.enabled");

  private SessionTemplates() {}

  /** Takes what is about processes out of a spec. */
  static void strip(ObjectNode spec) {
    if (spec.at("/template/metadata/annotations") instanceof ObjectNode annotations)
      annotations.remove(SWITCHES);
    if (!(spec.at("/template/spec") instanceof ObjectNode template)) return;
    template.remove(OF_PROCESSES);
    template.putObject("logging");
    if (template.path("artifact") instanceof ObjectNode artifact) artifact.remove(OF_IMAGE);
    if (template.path("flinkConfiguration") instanceof ObjectNode options)
      options.remove(options.propertyNames().stream().filter(SpecRules::isOfProcesses).toList());
  }

  /**
   * Gives a spec that has left a session cluster what clusters of its own need.
   *
   * @param defaults a spec with every default
   */
  static void fill(ObjectNode spec, ObjectNode defaults) {
    boolean nowhere = !spec.has("deploymentTargetName") && !spec.has("deploymentTargetId");
    if (nowhere && defaults.has("deploymentTargetName"))
      spec.set("deploymentTargetName", defaults.get("deploymentTargetName"));
    if (!(spec.at("/template/spec") instanceof ObjectNode template)) return;
    for (String field : List.of("resources", "logging"))
      if (template.path(field).isEmpty() && defaults.at("/template/spec/" + field).isObject())
        template.set(field, defaults.at("/template/spec/" + field).deepCopy());
  }
}
