package io.weir.events.report;

import java.time.Instant;

/**
 * A checkpoint that outlives its job.
 *
 * @param location where it is
 * @param completedAt when it was complete
 */
public record RetainedCheckpoint(String location, Instant completedAt) {}
