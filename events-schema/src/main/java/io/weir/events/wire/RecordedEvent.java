package io.weir.events.wire;

import io.weir.events.deployment.DeploymentEvent;

/**
 * An event as the log holds it.
 *
 * @param metadata who, what, when, why
 * @param event the fact
 */
public record RecordedEvent(EventMetadata metadata, DeploymentEvent event) {}
