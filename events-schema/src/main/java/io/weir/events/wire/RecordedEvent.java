package io.weir.events.wire;

import io.weir.events.WeirEvent;

/**
 * An event as the log holds it.
 *
 * @param metadata who, what, when, why
 * @param event the fact
 */
public record RecordedEvent(EventMetadata metadata, WeirEvent event) {}
