package io.weir.command.deployment;

import io.weir.events.deployment.JobTarget;
import io.weir.events.spec.DeploymentSpec;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A user wants a deployment that does not exist yet.
 *
 * @param deploymentId its id, minted by the caller
 * @param namespace its namespace
 * @param name its name
 * @param displayName free text
 * @param labels labels by key
 * @param annotations annotations by key
 * @param spec the complete spec
 * @param target where its jobs run; absent with a session cluster
 */
public record RegisterDeployment(
    UUID deploymentId,
    String namespace,
    String name,
    Optional<String> displayName,
    Map<String, String> labels,
    Map<String, String> annotations,
    DeploymentSpec spec,
    Optional<JobTarget> target)
    implements DeploymentCommand {}
