package io.weir.executor.deployment.decide;

import io.weir.events.deployment.SavepointDisposalRequested;
import java.util.UUID;

/**
 * A savepoint's data is to be removed, and the log shows no outcome yet.
 *
 * @param request what was asked
 * @param started whether the log shows that the removal is under way
 * @param origin which event asked
 */
public record DisposalIntent(SavepointDisposalRequested request, boolean started, Origin origin) {
  public UUID savepointId() {
    return request.savepointId();
  }

  DisposalIntent begun() {
    return new DisposalIntent(request, true, origin);
  }
}
