package io.weir.command.deployment;

import io.weir.command.decide.RefusedCommandException;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.DeploymentRegistered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a command leads to, ready to be recorded. Axon's aggregate and who decides in memory record
 * the same, since both ask here.
 *
 * @param entries the events with their attributes, in order; none when nothing changes
 * @param after the deployment after them
 */
public record Recording(List<Entry> entries, Recorded after) {
  /**
   * An event as it is recorded.
   *
   * @param event what happened
   * @param attributes when, by whom, why ({@link EventAttributes})
   */
  public record Entry(DeploymentEvent event, Map<String, Object> attributes) {}

  public Recording {
    entries = List.copyOf(entries);
  }

  /**
   * Decides.
   *
   * @param known the deployment before; absent when it does not exist yet
   * @throws RefusedCommandException when the decision is a refusal
   * @throws StaleVersionException when the actor saw another version, and asks for what depends on
   *     it
   */
  public static Recording of(
      Optional<Recorded> known, DeploymentCommand command, CommandContext context) {
    if (dependsOnVersion(command))
      known.ifPresent(before -> before.requireVersion(context.expectedVersion()));
    DeploymentState state = known.map(Recorded::state).orElse(null);
    return switch (DeploymentDecider.decide(state, command, context.moment())) {
      case Outcome.Accepted accepted -> recording(known, accepted.events(), context);
      case Outcome.Unchanged unchanged ->
          new Recording(List.of(), skipped(known.orElseThrow(), unchanged.why()));
      case Outcome.Refused refused ->
          throw new RefusedCommandException(refused.code(), refused.message(), refused.faults());
    };
  }

  private static Recording recording(
      Optional<Recorded> known, List<DeploymentEvent> events, CommandContext context) {
    List<Entry> entries = new ArrayList<>(events.size());
    DeploymentState state = known.map(Recorded::state).orElse(null);
    Instant newest = known.map(Recorded::modifiedAt).orElse(null);
    for (DeploymentEvent event : events) {
      newest = EventAttributes.next(context.moment().now(), newest);
      Identity identity = state == null ? null : state.identity();
      String namespace =
          event instanceof DeploymentRegistered first ? first.namespace() : identity.namespace();
      String name = event instanceof DeploymentRegistered first ? first.name() : identity.name();
      entries.add(new Entry(event, EventAttributes.of(context, namespace, name, newest)));
      state = DeploymentState.evolve(state, event, new Cause(newest, context.moment().causeId()));
    }
    long version = known.map(Recorded::version).orElse(0L) + events.size();
    return new Recording(entries, new Recorded(state, version, newest, Optional.empty()));
  }

  private static Recorded skipped(Recorded before, Skip why) {
    return new Recorded(before.state(), before.version(), before.modifiedAt(), Optional.of(why));
  }

  /** Whether a command may say which version the actor saw. */
  public static boolean dependsOnVersion(DeploymentCommand command) {
    return switch (command) {
      case EditDeployment c -> true;
      case DeleteDeployment c -> true;
      case RestartDeployment c -> true;
      case RollBackDeployment c -> true;
      case UndeleteDeployment c -> true;
      case RegisterDeployment c -> false;
      case ForkDeployment c -> false;
      case TriggerSavepoint c -> false;
      case CopySavepoint c -> false;
      case DeleteSavepoint c -> false;
      case PinSavepoint c -> false;
      case UnpinSavepoint c -> false;
      case TakeScheduledSavepoint c -> false;
      case AcceptReport c -> false;
    };
  }
}
