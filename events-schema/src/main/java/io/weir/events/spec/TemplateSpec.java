package io.weir.events.spec;

import java.util.Map;
import java.util.Optional;

/**
 * What a job of the deployment looks like. Any change here is a change of the template.
 *
 * @param artifact the program
 * @param parallelism default parallelism, at least 1
 * @param numberOfTaskManagers at least 1; absent: as many as the parallelism needs
 * @param resources by {@code jobmanager} and {@code taskmanager}
 * @param flinkConfiguration Flink options as the user gave them; values may hold placeholders and
 *     references to secrets, never secrets
 * @param logging log levels and layout
 * @param kubernetes pod options
 */
public record TemplateSpec(
    Artifact artifact,
    int parallelism,
    Optional<Integer> numberOfTaskManagers,
    Map<String, ResourceSpec> resources,
    Map<String, String> flinkConfiguration,
    Logging logging,
    Optional<KubernetesOptions> kubernetes) {
  public TemplateSpec {
    resources = resources == null ? Map.of() : Map.copyOf(resources);
    flinkConfiguration = flinkConfiguration == null ? Map.of() : Map.copyOf(flinkConfiguration);
  }
}
