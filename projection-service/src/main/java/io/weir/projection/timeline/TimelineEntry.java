package io.weir.projection.timeline;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One row of the timeline of a deployment or a session cluster. Never changes once written.
 *
 * @param id made of the event id and the row's place among the rows of that event
 * @param namespace its namespace
 * @param aggregateId the deployment or the session cluster
 * @param jobId the job it speaks of, if any
 * @param name what happened, in the App Manager's words
 * @param message what, which, why and by whom, for people
 * @param createdAt strictly increasing per aggregate, in whole microseconds
 * @param sequence the sequence of the event that it shows
 */
public record TimelineEntry(
    UUID id,
    String namespace,
    UUID aggregateId,
    Optional<UUID> jobId,
    EventName name,
    String message,
    Instant createdAt,
    long sequence) {}
