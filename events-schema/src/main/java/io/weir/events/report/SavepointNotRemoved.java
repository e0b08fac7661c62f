package io.weir.events.report;

import io.weir.events.deployment.Failure;
import java.util.UUID;

/**
 * The savepoint's data could not be removed, or not all of it.
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint
 * @param failure why
 */
public record SavepointNotRemoved(UUID deploymentId, UUID savepointId, Failure failure)
    implements SavepointDataReport {}
