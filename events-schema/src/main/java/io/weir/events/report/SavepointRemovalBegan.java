package io.weir.events.report;

import java.util.UUID;

/**
 * The savepoint's data is there and will be removed now.
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint
 */
public record SavepointRemovalBegan(UUID deploymentId, UUID savepointId)
    implements SavepointDataReport {}
