package io.weir.events.report;

import io.weir.events.deployment.Failure;
import java.util.UUID;

/**
 * The savepoint will never be complete.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param savepointId the savepoint
 * @param failure why
 */
public record SavepointUnsuccessful(
    UUID deploymentId, UUID jobId, UUID savepointId, Failure failure) implements JobReport {}
