package io.weir.projection.api;

import io.weir.appmanager.EventResource;
import io.weir.projection.timeline.TimelineEntry;
import java.util.Optional;

/** A timeline row as clients see it (app-manager-api.md 2.10). Pure. */
final class EventResources {
  private EventResources() {}

  static EventResource of(TimelineEntry row) {
    return EventResource.of(
        new EventResource.Metadata(
            row.id(),
            row.namespace(),
            row.deploymentId(),
            row.jobId(),
            Optional.empty(),
            row.id().toString(),
            row.name().name(),
            row.createdAt(),
            1),
        new EventResource.Spec(row.message()));
  }
}
