package io.weir.events.sessions;

import io.weir.events.spec.KubernetesOptions;
import io.weir.events.spec.Logging;
import io.weir.events.spec.ResourceSpec;
import java.util.Map;
import java.util.Optional;

/**
 * What a user wants of a session cluster (app-manager-api.md 2.9).
 *
 * @param state up or gone
 * @param deploymentTargetName where it runs
 * @param flinkVersion for example {@code 2.3}; maps to an image by configuration; absent: the
 *     platform's default
 * @param flinkImageRegistry overrides the registry of the mapped image
 * @param flinkImageRepository overrides the repository of the mapped image
 * @param flinkImageTag overrides the tag of the mapped image
 * @param numberOfTaskManagers replicas, at least 1
 * @param resources by {@code jobmanager} and {@code taskmanager}
 * @param flinkConfiguration Flink options as the user gave them; values may hold placeholders and
 *     references to secrets, never secrets
 * @param logging log levels and layout
 * @param kubernetes pod options
 */
public record SessionClusterSpec(
    DesiredSessionState state,
    String deploymentTargetName,
    Optional<String> flinkVersion,
    Optional<String> flinkImageRegistry,
    Optional<String> flinkImageRepository,
    Optional<String> flinkImageTag,
    int numberOfTaskManagers,
    Map<String, ResourceSpec> resources,
    Map<String, String> flinkConfiguration,
    Logging logging,
    Optional<KubernetesOptions> kubernetes) {
  public SessionClusterSpec {
    resources = resources == null ? Map.of() : Map.copyOf(resources);
    flinkConfiguration = flinkConfiguration == null ? Map.of() : Map.copyOf(flinkConfiguration);
  }

  /** The same, with another wish and another size. */
  public SessionClusterSpec with(DesiredSessionState wish, int taskManagers) {
    return new SessionClusterSpec(
        wish,
        deploymentTargetName,
        flinkVersion,
        flinkImageRegistry,
        flinkImageRepository,
        flinkImageTag,
        taskManagers,
        resources,
        flinkConfiguration,
        logging,
        kubernetes);
  }
}
