package io.weir.executor.deployment.decide;

import java.time.Instant;

/**
 * Every object of the cluster is to go.
 *
 * @param attempt 1 and up
 * @param deadline until when
 * @param origin which event asked
 */
public record TeardownIntent(int attempt, Instant deadline, Origin origin) {}
