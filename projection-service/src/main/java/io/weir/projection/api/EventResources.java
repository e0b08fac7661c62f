package io.weir.projection.api;

import io.weir.appmanager.EventResource;
import io.weir.events.AggregateKind;
import io.weir.projection.timeline.TimelineEntry;
import io.weir.projection.timeline.TimelineQueries.Shown;
import java.util.Optional;
import java.util.UUID;

/** A timeline row as clients see it (app-manager-api.md 2.10). Pure. */
final class EventResources {
  private EventResources() {}

  static EventResource of(Shown shown) {
    TimelineEntry row = shown.row();
    return EventResource.of(
        new EventResource.Metadata(
            row.id(),
            row.namespace(),
            id(shown, AggregateKind.DEPLOYMENT),
            row.jobId(),
            id(shown, AggregateKind.SESSION_CLUSTER),
            row.id().toString(),
            row.name().name(),
            row.createdAt(),
            1),
        new EventResource.Spec(row.message()));
  }

  private static Optional<UUID> id(Shown shown, AggregateKind kind) {
    return shown.kind() == kind ? Optional.of(shown.row().aggregateId()) : Optional.empty();
  }
}
