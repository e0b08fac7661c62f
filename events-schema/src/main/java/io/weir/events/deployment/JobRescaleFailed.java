package io.weir.events.deployment;

import io.weir.events.spec.UpgradeStrategy;
import java.util.Optional;
import java.util.UUID;

/**
 * The running job did not take another parallelism; it runs on as it was.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param failure why
 * @param upgradeStrategy how the job is replaced instead; absent: it is not, since a newer wish
 *     follows
 */
public record JobRescaleFailed(
    UUID deploymentId, UUID jobId, Failure failure, Optional<UpgradeStrategy.Kind> upgradeStrategy)
    implements DeploymentEvent {}
