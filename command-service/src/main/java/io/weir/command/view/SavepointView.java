package io.weir.command.view;

import io.weir.appmanager.FailureStatus;
import io.weir.appmanager.SavepointResource;
import io.weir.command.deployment.CataloguedSavepoint;
import io.weir.command.deployment.Recorded;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A savepoint as a resource, right after the command that made it. */
public final class SavepointView {
  private SavepointView() {}

  public static SavepointResource of(Recorded recorded, UUID savepointId) {
    CataloguedSavepoint savepoint = recorded.state().catalogue().find(savepointId).orElseThrow();
    return SavepointResource.of(
        new SavepointResource.Metadata(
            savepoint.id(),
            recorded.state().identity().namespace(),
            recorded.state().identity().id(),
            savepoint.jobId(),
            savepoint.origin(),
            SavepointResource.Type.UNKNOWN,
            savepoint.createdAt(),
            recorded.modifiedAt(),
            Map.of(),
            1),
        new SavepointResource.Spec(savepoint.location(), savepoint.flinkSavepointId()),
        new SavepointResource.Status(
            switch (savepoint.phase()) {
              case REQUESTED, TRIGGERED -> SavepointResource.State.STARTED;
              case COMPLETED -> SavepointResource.State.COMPLETED;
              case FAILED -> SavepointResource.State.FAILED;
              case PENDING_DELETION -> SavepointResource.State.PENDING_DELETION;
              case DELETING -> SavepointResource.State.DELETING;
              case FAILED_DELETION -> SavepointResource.State.FAILED_DELETION;
            },
            savepoint.failure().map(FailureStatus::of),
            new SavepointResource.Catalogue(
                savepoint.completedAt(),
                savepoint.sizeBytes(),
                savepoint
                    .pin()
                    .map(
                        pin ->
                            new SavepointResource.Pin(
                                pin.reason(), Optional.empty(), Optional.empty())),
                Optional.empty(),
                savepoint
                    .removal()
                    .filter(removal -> !savepoint.phase().isGoing())
                    .map(
                        removal ->
                            new SavepointResource.NextRemoval(
                                removal.attempt(), removal.notBefore())))));
  }
}
