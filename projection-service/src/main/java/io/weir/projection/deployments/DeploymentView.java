package io.weir.projection.deployments;

import io.weir.events.spec.DeploymentSpec;
import io.weir.events.spec.DesiredState;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A deployment as queries see it: the fold of its events and of nothing else.
 *
 * @param id the deployment
 * @param namespace its namespace
 * @param name its name
 * @param description what the user says about it
 * @param spec what the user wants
 * @param generation the generation of the spec
 * @param status what it is
 * @param deleted whether it is hidden from clients
 * @param createdAt when it was registered, in whole microseconds
 * @param modifiedAt the deployment's own clock: the time of its last event in whole microseconds,
 *     moved forward where needed so that it grows by at least {@link DeploymentProjector#TICK} with
 *     each event
 * @param sequence the sequence of the last event
 */
public record DeploymentView(
    UUID id,
    String namespace,
    String name,
    Description description,
    DeploymentSpec spec,
    long generation,
    Status status,
    boolean deleted,
    Instant createdAt,
    Instant modifiedAt,
    long sequence) {

  /** The number of events, which is what clients know as the resource version. */
  public long resourceVersion() {
    return sequence + 1;
  }

  /**
   * The newer wish that waits for the transition under way; empty when that transition already
   * serves the latest spec.
   */
  public Optional<DesiredState> pendingWish() {
    return status.transition().filter(t -> t.generation() < generation).map(t -> spec.state());
  }
}
