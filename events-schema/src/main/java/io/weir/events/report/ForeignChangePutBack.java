package io.weir.events.report;

import java.util.UUID;

/**
 * Somebody else changed an object, and it was put back.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param resource kind and name
 * @param detail what had been changed
 */
public record ForeignChangePutBack(UUID deploymentId, UUID jobId, String resource, String detail)
    implements JobReport {}
