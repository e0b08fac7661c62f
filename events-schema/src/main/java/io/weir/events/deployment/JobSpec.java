package io.weir.events.deployment;

import io.weir.events.spec.Artifact;
import io.weir.events.spec.ClusterSpec;
import io.weir.events.spec.KubernetesOptions;
import io.weir.events.spec.Logging;
import io.weir.events.spec.ResourceSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the executor renders: the template with every default, placeholder and platform setting
 * resolved. References to secrets stay references. On a session cluster only the program, its
 * arguments, parallelism and options count: the processes are the session cluster's.
 *
 * @param artifact the program
 * @param arguments the program's arguments, split
 * @param image the container image of Flink
 * @param flinkVersion the Flink line, for example {@code 2.3}
 * @param parallelism default parallelism
 * @param numberOfTaskManagers replicas; 0 on a session cluster
 * @param slotsPerTaskManager task slots of each
 * @param resources by {@code jobmanager} and {@code taskmanager}; none on a session cluster
 * @param flinkConfiguration effective options
 * @param userFlinkConfiguration options as the user gave them
 * @param logging log levels and layout
 * @param logConfiguration the log configuration file when the user or a profile brings a template
 * @param kubernetes pod options
 * @param encrypted whether its processes encrypt what they tell each other, with keys of their own
 */
public record JobSpec(
    Artifact artifact,
    List<String> arguments,
    String image,
    String flinkVersion,
    int parallelism,
    int numberOfTaskManagers,
    int slotsPerTaskManager,
    Map<String, ResourceSpec> resources,
    Map<String, String> flinkConfiguration,
    Map<String, String> userFlinkConfiguration,
    Logging logging,
    Optional<String> logConfiguration,
    Optional<KubernetesOptions> kubernetes,
    boolean encrypted)
    implements ClusterSpec {
  public JobSpec {
    arguments = List.copyOf(arguments);
    resources = Map.copyOf(resources);
    flinkConfiguration = Map.copyOf(flinkConfiguration);
    userFlinkConfiguration = Map.copyOf(userFlinkConfiguration);
  }

  /** The same with another scale. */
  public JobSpec scaled(int newParallelism, int newNumberOfTaskManagers) {
    return new JobSpec(
        artifact,
        arguments,
        image,
        flinkVersion,
        newParallelism,
        newNumberOfTaskManagers,
        slotsPerTaskManager,
        resources,
        flinkConfiguration,
        userFlinkConfiguration,
        logging,
        logConfiguration,
        kubernetes,
        encrypted);
  }
}
