package io.weir.events.deployment;

import java.util.Optional;
import java.util.UUID;

/**
 * An edit took the deployment back to what one of its earlier jobs ran.
 *
 * @param jobId that job
 * @param restore from which state the next job begins
 * @param savepointId the savepoint or retained checkpoint that it begins from; only with OF_JOB
 */
public record Rollback(UUID jobId, RollbackRestore restore, Optional<UUID> savepointId) {}
