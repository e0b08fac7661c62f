package io.weir.events.deployment;

import io.weir.events.spec.DeploymentSpec;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A deployment exists from now on. Its first generation is 1, its first state CANCELLED.
 *
 * @param deploymentId the deployment
 * @param namespace the namespace
 * @param name unique in the namespace while the deployment is not deleted
 * @param displayName free text for people
 * @param labels labels by key
 * @param annotations annotations by key
 * @param spec the complete spec
 * @param target where its jobs run, as its deployment target said; absent with a session cluster
 * @param forkedFrom the deployment that it is a fork of
 */
public record DeploymentRegistered(
    UUID deploymentId,
    String namespace,
    String name,
    Optional<String> displayName,
    Map<String, String> labels,
    Map<String, String> annotations,
    DeploymentSpec spec,
    Optional<JobTarget> target,
    Optional<UUID> forkedFrom)
    implements DeploymentEvent {
  public DeploymentRegistered {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
