package io.weir.projection.timeline;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One row of a deployment's timeline. Never changes once written.
 *
 * @param id a hash of the event id and the row's place among the rows of that event
 * @param namespace the deployment's namespace
 * @param deploymentId the deployment
 * @param jobId the job it speaks of, if any
 * @param name what happened, in the App Manager's words
 * @param message what, which, why and by whom, for people
 * @param createdAt strictly increasing within a deployment, in whole microseconds
 * @param sequence the sequence of the event that it shows
 */
public record TimelineEntry(
    UUID id,
    String namespace,
    UUID deploymentId,
    Optional<UUID> jobId,
    EventName name,
    String message,
    Instant createdAt,
    long sequence) {}
