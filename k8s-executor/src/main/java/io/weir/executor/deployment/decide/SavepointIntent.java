package io.weir.executor.deployment.decide;

import io.weir.events.deployment.SavepointEffect;
import io.weir.events.deployment.SavepointRequested;
import java.util.UUID;

/**
 * A savepoint is to be taken, and the log shows no outcome yet.
 *
 * @param request what was asked
 * @param accepted whether the log shows that Flink accepted the trigger
 * @param origin which event asked
 */
public record SavepointIntent(SavepointRequested request, boolean accepted, Origin origin) {
  public UUID savepointId() {
    return request.savepointId();
  }

  /** Whether Flink ends the job with it. */
  public boolean stopsTheJob() {
    return request.effect() != SavepointEffect.KEEP_RUNNING;
  }
}
