package io.weir.events.report;

import java.util.UUID;

/**
 * Nothing is left at the savepoint's location.
 *
 * @param deploymentId the deployment
 * @param savepointId the savepoint
 * @param found whether there was anything before
 */
public record SavepointRemoved(UUID deploymentId, UUID savepointId, boolean found)
    implements SavepointDataReport {}
