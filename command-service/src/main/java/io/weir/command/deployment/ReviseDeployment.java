package io.weir.command.deployment;

import io.weir.events.deployment.JobTarget;
import io.weir.events.spec.DeploymentSpec;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A user edits a deployment. The values are complete: what a patch left out is filled in.
 *
 * @param deploymentId the deployment
 * @param displayName free text
 * @param labels labels by key
 * @param annotations annotations by key
 * @param spec the complete spec
 * @param target where its jobs run; absent with a session cluster
 * @param emptyStartConfirmed whether a job may begin empty although the last one had state
 * @param retry whether what failed or finished is to be tried again without a change
 */
public record ReviseDeployment(
    UUID deploymentId,
    Optional<String> displayName,
    Map<String, String> labels,
    Map<String, String> annotations,
    DeploymentSpec spec,
    Optional<JobTarget> target,
    boolean emptyStartConfirmed,
    boolean retry) {}
