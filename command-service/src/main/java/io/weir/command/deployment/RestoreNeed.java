package io.weir.command.deployment;

import io.weir.events.deployment.RestoreDecision;
import io.weir.events.deployment.RestorePoint;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What the deployment itself needs a savepoint for. */
enum RestoreNeed {
  /** A start that is under way begins from it, or will. */
  PENDING_RESTORE,
  /** The current job began from it, and would again before its first checkpoint. */
  BEGINNING_OF_THE_JOB,
  /** The next start would begin from it. */
  NEXT_RESTORE_POINT;

  /** The strongest need, if there is one. */
  static Optional<RestoreNeed> of(DeploymentState state, UUID savepointId, Instant now) {
    boolean began =
        state.job().flatMap(CurrentJob::restoredFrom).filter(savepointId::equals).isPresent();
    if (began && state.job().filter(j -> j.phase().isStarting()).isPresent())
      return Optional.of(PENDING_RESTORE);
    boolean next =
        RestoreDecider.decide(state, now, true)
            .flatMap(RestoreDecision::chosen)
            .map(RestorePoint::savepointId)
            .filter(savepointId::equals)
            .isPresent();
    if (next && state.transition().isPresent()) return Optional.of(PENDING_RESTORE);
    if (began) return Optional.of(BEGINNING_OF_THE_JOB);
    return next ? Optional.of(NEXT_RESTORE_POINT) : Optional.empty();
  }
}
