package io.weir.events.sessions;

import io.weir.events.spec.ClusterSpec;
import io.weir.events.spec.KubernetesOptions;
import io.weir.events.spec.Logging;
import io.weir.events.spec.ResourceSpec;
import java.util.Map;
import java.util.Optional;

/**
 * What the executor renders of a session cluster: the spec with every default, placeholder and
 * platform setting resolved. References to secrets stay references.
 *
 * @param image the container image of Flink
 * @param flinkVersion the Flink line, for example {@code 2.3}
 * @param numberOfTaskManagers replicas at the start
 * @param slotsPerTaskManager task slots of each
 * @param resources by {@code jobmanager} and {@code taskmanager}
 * @param flinkConfiguration effective options
 * @param logging log levels and layout
 * @param logConfiguration the log configuration file when the user or a profile brings a template
 * @param kubernetes pod options
 */
public record SessionRuntime(
    String image,
    String flinkVersion,
    int numberOfTaskManagers,
    int slotsPerTaskManager,
    Map<String, ResourceSpec> resources,
    Map<String, String> flinkConfiguration,
    Logging logging,
    Optional<String> logConfiguration,
    Optional<KubernetesOptions> kubernetes)
    implements ClusterSpec {
  public SessionRuntime {
    resources = Map.copyOf(resources);
    flinkConfiguration = Map.copyOf(flinkConfiguration);
  }
}
