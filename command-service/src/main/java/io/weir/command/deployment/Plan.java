package io.weir.command.deployment;

import io.weir.events.deployment.DeploymentEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A decision in the making: the events so far and the state that they lead to, so that the next
 * rule sees what the last one decided. Lives only within one decision.
 */
final class Plan {
  private final Moment moment;
  private final List<DeploymentEvent> events = new ArrayList<>();
  private DeploymentState state;
  private int minted;

  Plan(DeploymentState state, Moment moment) {
    this.state = state;
    this.moment = moment;
  }

  DeploymentState state() {
    return state;
  }

  Moment moment() {
    return moment;
  }

  Plan add(DeploymentEvent event) {
    events.add(event);
    state = DeploymentState.evolve(state, event, moment.cause());
    return this;
  }

  /** A new id: the same cause mints the same ids in the same order. */
  UUID mint() {
    return UUID.nameUUIDFromBytes(
        (moment.causeId() + "/" + ++minted).getBytes(StandardCharsets.UTF_8));
  }

  Outcome accepted() {
    return new Outcome.Accepted(events);
  }
}
