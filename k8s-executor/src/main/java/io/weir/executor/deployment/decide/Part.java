package io.weir.executor.deployment.decide;

import java.util.Arrays;
import java.util.Optional;

/** The objects of a cluster, in the order in which they are applied. */
public enum Part {
  /** The parent of all others: deleting it removes them. */
  OWNER("ConfigMap", ""),
  /** What must stand in no ConfigMap; only where a job needs it. Made once, never applied again. */
  SECRET("Secret", "-secret"),
  /** Flink's configuration files. */
  CONFIGURATION("ConfigMap", "-config"),
  /** The address of the JobManager. */
  SERVICE("Service", ""),
  /** The TaskManagers. */
  TASK_MANAGERS("Deployment", "-taskmanager"),
  /** The JobManager. Last, so that a job begins only when the rest is there. */
  JOB_MANAGER("Job", "-jobmanager"),
  /** The JobManager of a session cluster, which is started again when it ends. */
  SESSION_JOB_MANAGER("Deployment", "-jobmanager");

  private final String kind;
  private final String suffix;

  Part(String kind, String suffix) {
    this.kind = kind;
    this.suffix = suffix;
  }

  public String kind() {
    return kind;
  }

  /** The object's name in this cluster. */
  public String nameIn(String clusterName) {
    return clusterName + suffix;
  }

  /** Which part this object is, if it is one. */
  public static Optional<Part> of(String kind, String name, String clusterName) {
    return Arrays.stream(values())
        .filter(part -> part.kind.equals(kind) && part.nameIn(clusterName).equals(name))
        .findFirst();
  }
}
