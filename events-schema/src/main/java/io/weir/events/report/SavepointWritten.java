package io.weir.events.report;

import java.util.Optional;
import java.util.UUID;

/**
 * The savepoint is complete.
 *
 * @param deploymentId the deployment
 * @param jobId the job
 * @param savepointId the savepoint
 * @param location where Flink wrote it
 * @param sizeBytes its size, when Flink tells
 */
public record SavepointWritten(
    UUID deploymentId, UUID jobId, UUID savepointId, String location, Optional<Long> sizeBytes)
    implements JobReport {}
