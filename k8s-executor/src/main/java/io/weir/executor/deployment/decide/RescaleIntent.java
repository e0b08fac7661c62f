package io.weir.executor.deployment.decide;

import io.weir.events.deployment.RescaleRequested;

/**
 * The wish that the running job takes another scale.
 *
 * @param request which
 * @param origin which event asked
 */
public record RescaleIntent(RescaleRequested request, Origin origin) {}
