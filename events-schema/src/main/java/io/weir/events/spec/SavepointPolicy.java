package io.weir.events.spec;

import java.util.Optional;

/**
 * What Weir does about a deployment's savepoints by itself; an addition to the App Manager's spec.
 *
 * @param schedule when savepoints are taken; absent: only when asked for
 * @param retention which ones are kept; absent: all
 */
public record SavepointPolicy(
    Optional<SavepointSchedule> schedule, Optional<SavepointRetention> retention) {}
