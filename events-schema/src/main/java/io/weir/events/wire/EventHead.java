package io.weir.events.wire;

import io.weir.events.AggregateKind;

/**
 * What the headers say of an event.
 *
 * @param metadata who, when, why, in which place
 * @param kind the kind of what it happened to
 * @param wireName its type, for example {@code job.started}
 * @param revision the revision that its body was written in
 */
public record EventHead(
    EventMetadata metadata, AggregateKind kind, String wireName, String revision) {}
