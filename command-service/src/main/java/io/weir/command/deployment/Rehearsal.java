package io.weir.command.deployment;

import io.weir.command.decide.RefusedCommandException;
import io.weir.events.deployment.DeploymentEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command that was decided and not recorded.
 *
 * @param before the deployment that it was decided on; absent: it would be made
 * @param events what would have been recorded
 * @param moment of the decision
 */
public record Rehearsal(Optional<Recorded> before, List<DeploymentEvent> events, Moment moment) {
  public Rehearsal {
    events = List.copyOf(events);
  }

  /**
   * Decides as the aggregate would.
   *
   * @return the deployment as it would be, with the rehearsal
   * @throws RefusedCommandException when the decision is a refusal
   */
  public static Recorded of(
      Optional<Recorded> before, DeploymentCommand command, CommandContext context) {
    DeploymentState state = before.map(Recorded::state).orElse(null);
    Moment moment = context.moment();
    return switch (DeploymentDecider.decide(state, command, moment)) {
      case Outcome.Refused refused ->
          throw new RefusedCommandException(refused.code(), refused.message(), refused.faults());
      case Outcome.Unchanged unchanged ->
          throw new IllegalStateException(
              "Expected a user's command to be accepted or refused, but it is " + unchanged.why());
      case Outcome.Accepted accepted -> after(before, state, accepted.events(), moment);
    };
  }

  private static Recorded after(
      Optional<Recorded> before,
      DeploymentState state,
      List<DeploymentEvent> decided,
      Moment moment) {
    List<DeploymentEvent> events = new ArrayList<>(decided);
    DeploymentState after = state;
    for (DeploymentEvent event : events)
      after = DeploymentState.evolve(after, event, moment.cause());
    return new Recorded(
        after,
        before.map(Recorded::version).orElse(0L) + events.size(),
        moment.now(),
        Optional.empty(),
        Optional.of(new Rehearsal(before, events, moment)));
  }
}
