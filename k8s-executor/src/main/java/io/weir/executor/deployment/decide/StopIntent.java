package io.weir.executor.deployment.decide;

import io.weir.events.deployment.StopMode;
import java.time.Instant;

/**
 * The job is to end.
 *
 * @param mode how
 * @param deadline until when
 * @param origin which event asked
 */
public record StopIntent(StopMode mode, Instant deadline, Origin origin) {}
