package io.weir.projection.api;

import io.weir.appmanager.FailureStatus;
import io.weir.appmanager.SavepointResource;
import io.weir.events.deployment.SavepointOrigin;
import io.weir.projection.savepoints.SavepointEntry;
import io.weir.projection.savepoints.SavepointView;
import java.util.Map;
import java.util.Optional;

/** A savepoint as clients see it (app-manager-api.md 2.7). Pure. */
final class SavepointResources {
  private SavepointResources() {}

  static SavepointResource of(SavepointEntry entry) {
    SavepointView view = entry.savepoint();
    return SavepointResource.of(
        new SavepointResource.Metadata(
            view.id(),
            view.namespace(),
            view.deploymentId(),
            view.jobId(),
            view.origin(),
            type(view.origin()),
            view.createdAt(),
            view.modifiedAt(),
            Map.of(),
            view.resourceVersion()),
        new SavepointResource.Spec(view.location(), view.flinkSavepointId()),
        new SavepointResource.Status(
            SavepointResource.State.valueOf(view.state().name()),
            view.failure().map(FailureStatus::of),
            new SavepointResource.Catalogue(
                view.completedAt(),
                view.sizeBytes(),
                view.pin().map(SavepointResources::pin),
                Optional.of(
                    entry.references().stream().map(SavepointResources::reference).toList()),
                view.nextRemoval()
                    .map(
                        next ->
                            new SavepointResource.NextRemoval(next.attempt(), next.notBefore())))));
  }

  private static SavepointResource.Pin pin(SavepointView.Pin pin) {
    return new SavepointResource.Pin(pin.reason(), Optional.of(pin.by()), Optional.of(pin.at()));
  }

  private static SavepointResource.Reference reference(SavepointEntry.Reference reference) {
    return new SavepointResource.Reference(reference.deploymentId(), reference.savepointId());
  }

  /** Flink's savepoints are self-contained; of other people's data and checkpoints nobody said. */
  private static SavepointResource.Type type(SavepointOrigin origin) {
    return switch (origin) {
      case USER_REQUEST, SUSPEND -> SavepointResource.Type.FULL;
      case COPIED, RETAINED_CHECKPOINT -> SavepointResource.Type.UNKNOWN;
    };
  }
}
