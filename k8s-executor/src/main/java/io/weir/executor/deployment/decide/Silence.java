package io.weir.executor.deployment.decide;

import java.time.Instant;

/**
 * Nothing answers for the cluster.
 *
 * @param since the last answer, or when asking began
 * @param detail what was tried and what came back
 */
public record Silence(Instant since, String detail) {}
