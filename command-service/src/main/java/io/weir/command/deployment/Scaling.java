package io.weir.command.deployment;

import io.weir.events.deployment.RescaleRequested;
import java.util.Optional;

/**
 * Changes of a running job's scale in place.
 *
 * @param underWay what was asked and is not answered
 * @param failed whether the job did not take a scale; how it is scaled since then nobody knows, so
 *     it is replaced at the next change
 */
public record Scaling(Optional<RescaleRequested> underWay, boolean failed) {
  static final Scaling NONE = new Scaling(Optional.empty(), false);

  Scaling asked(RescaleRequested request) {
    return new Scaling(Optional.of(request), failed);
  }

  static Scaling refused() {
    return new Scaling(Optional.empty(), true);
  }
}
