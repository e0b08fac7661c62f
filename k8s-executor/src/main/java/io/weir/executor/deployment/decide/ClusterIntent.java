package io.weir.executor.deployment.decide;

import io.weir.events.spec.ClusterSpec;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A Flink cluster that the log wants: a job's own, or one that jobs of several deployments share.
 * What is rendered, looked at and put back is the same for both.
 */
public sealed interface ClusterIntent permits JobIntent, SessionIntent {
  /** The deployment or the session cluster. */
  UUID ownerId();

  /** Its namespace (Weir's, not Kubernetes'). */
  String namespace();

  /** The name of every object of the cluster, but for a suffix. */
  String clusterName();

  /** The namespace in Kubernetes. */
  String kubernetesNamespace();

  /** What its processes are. */
  ClusterSpec spec();

  /** How many TaskManagers are wanted now. */
  int numberOfTaskManagers();

  /** What is on every object of this cluster and on no other. */
  ClusterLabel label();

  /** The parts that it has. */
  Set<Part> parts();

  /** The names of the secrets that it refers to. */
  Set<String> references();

  /** Where the program is that it begins with, if it does. */
  Optional<String> programUri();

  /** Whether its processes have keys of their own. */
  boolean encrypted();

  /**
   * The last parts of the path of the directory that Weir gives to its high availability, which is
   * nobody else's.
   */
  String ownDirectory();

  /** Where it is to keep what its high availability needs; absent: nowhere. */
  default Optional<String> haStorage() {
    return Optional.ofNullable(spec().flinkConfiguration().get("high-availability.storageDir"));
  }

  /** Whether it is to come up, so that the last words of what ends are of interest. */
  boolean starting();

  /** Until when it is to have come up. */
  Instant deadline();

  /** Whether it is to go. */
  boolean going();

  /** Whether it refers to secrets or wants keys of its own. */
  default boolean needsSecret() {
    return encrypted() || !references().isEmpty();
  }
}
