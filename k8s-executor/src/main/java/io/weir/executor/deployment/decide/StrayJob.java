package io.weir.executor.deployment.decide;

import java.net.URI;
import java.util.UUID;

/**
 * A job that goes on on a session cluster although the log has done with it: its main method was
 * begun, and came to submit it after its deployment had given it up.
 *
 * @param jobManager where
 * @param jobId which
 */
public record StrayJob(URI jobManager, UUID jobId) {}
