package io.weir.command.deployment;

import java.time.Instant;
import java.util.Optional;

/**
 * A deployment as the log has it.
 *
 * @param state what it is
 * @param version its resource version: the number of its events
 * @param modifiedAt when its newest event was recorded
 * @param skipped why a report changed nothing
 */
public record Recorded(
    DeploymentState state, long version, Instant modifiedAt, Optional<Skip> skipped) {}
