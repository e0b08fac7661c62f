package io.weir.command.body;

import io.weir.appmanager.ProblemBody;
import io.weir.appmanager.RefusedBodyException;
import io.weir.appmanager.ResourceBinder;
import io.weir.events.deployment.RollbackRestore;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a rollback.
 *
 * @param jobId the job whose template is to run again
 * @param restore from which state; LATEST where nothing is said, since that gives nothing up
 */
public record RollbackBody(UUID jobId, RollbackRestore restore) {
  private record Fields(Optional<UUID> jobId, Optional<RollbackRestore> restore) {}

  /**
   * Reads the body.
   *
   * @throws RefusedBodyException when the job is missing or a field does not fit
   */
  public static RollbackBody of(ObjectNode body) {
    Fields fields = ResourceBinder.bind(SpecOverlay.withoutNulls(body), Fields.class, "");
    return new RollbackBody(
        fields.jobId().orElseThrow(RollbackBody::noJob),
        fields.restore().orElse(RollbackRestore.LATEST));
  }

  private static RefusedBodyException noJob() {
    String detail = "must not be null: expected the UUID of a job of the deployment";
    return new RefusedBodyException(
        RefusedBodyException.Code.INVALID_FIELD,
        "/jobId: " + detail,
        List.of(new ProblemBody.Fault("/jobId", detail)));
  }
}
