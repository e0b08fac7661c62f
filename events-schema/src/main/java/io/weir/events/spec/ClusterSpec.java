package io.weir.events.spec;

import java.util.Map;
import java.util.Optional;

/**
 * What the processes of a Flink cluster are, whatever runs on it. A job's own cluster and a session
 * cluster have this in common, so that one renderer makes both.
 */
public interface ClusterSpec {
  /** The container image of Flink. */
  String image();

  /** The Flink line, for example {@code 2.3}. */
  String flinkVersion();

  /** Replicas. */
  int numberOfTaskManagers();

  /** Task slots of each. */
  int slotsPerTaskManager();

  /** By {@code jobmanager} and {@code taskmanager}. */
  Map<String, ResourceSpec> resources();

  /** Effective options; references to secrets stay references. */
  Map<String, String> flinkConfiguration();

  /** Log levels and layout. */
  Logging logging();

  /** The log configuration file when the user or a profile brings a template. */
  Optional<String> logConfiguration();

  /** Pod options. */
  Optional<KubernetesOptions> kubernetes();
}
