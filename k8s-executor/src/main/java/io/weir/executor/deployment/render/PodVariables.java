package io.weir.executor.deployment.render;

import io.weir.events.spec.ClusterSpec;
import io.weir.events.spec.KubernetesOptions;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The environment variables that the user's pod options define. */
public final class PodVariables {
  private PodVariables() {}

  /** The names that JobManager and TaskManagers both have. */
  public static Set<String> of(ClusterSpec spec) {
    if (spec.kubernetes().isEmpty()) return Set.of();
    KubernetesOptions options = spec.kubernetes().get();
    Set<String> names = inTemplate(options.jobManagerPodTemplate());
    names.retainAll(inTemplate(options.taskManagerPodTemplate()));
    options.pods().ifPresent(pods -> collect(pods.path("envVars"), names));
    return names;
  }

  private static Set<String> inTemplate(Optional<JsonNode> template) {
    Set<String> names = new TreeSet<>();
    template.ifPresent(
        tree ->
            tree.path("spec").path("containers").values().stream()
                .filter(each -> Pods.FLINK_CONTAINER.equals(each.path("name").asString("")))
                .forEach(each -> collect(each.path("env"), names)));
    return names;
  }

  private static void collect(JsonNode variables, Set<String> names) {
    variables.values().forEach(variable -> names.add(variable.path("name").asString("")));
  }
}
