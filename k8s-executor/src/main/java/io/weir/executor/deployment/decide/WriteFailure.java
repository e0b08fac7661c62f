package io.weir.executor.deployment.decide;

import io.weir.events.deployment.FailureReason;

/**
 * The last write was refused and would be refused again.
 *
 * @param reason the closed reason
 * @param message what was refused, and the words it was refused with
 */
public record WriteFailure(FailureReason reason, String message) {}
