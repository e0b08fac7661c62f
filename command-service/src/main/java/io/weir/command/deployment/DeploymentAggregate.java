package io.weir.command.deployment;

import io.weir.command.decide.RefusedCommandException;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.deployment.DeploymentRegistered;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;

/** The deployment in Axon's hands: routing and recording, no rules. */
public class DeploymentAggregate {
  /** The message attribute that carries the {@link CommandContext}. */
  public static final String CONTEXT = "context";

  @AggregateIdentifier private UUID id;
  private DeploymentState state;
  private Instant newest;

  /** For Axon. */
  protected DeploymentAggregate() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.ALWAYS)
  public Recorded handle(
      RegisterDeployment command, @MetaDataValue(CONTEXT) CommandContext context) {
    return decide(command, context);
  }

  @CommandHandler
  public Recorded handle(EditDeployment command, @MetaDataValue(CONTEXT) CommandContext context) {
    requireVersion(context);
    return decide(command, context);
  }

  @CommandHandler
  public Recorded handle(DeleteDeployment command, @MetaDataValue(CONTEXT) CommandContext context) {
    requireVersion(context);
    return decide(command, context);
  }

  @CommandHandler
  public Recorded handle(
      RestartDeployment command, @MetaDataValue(CONTEXT) CommandContext context) {
    requireVersion(context);
    return decide(command, context);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.ALWAYS)
  public Recorded handle(ForkDeployment command, @MetaDataValue(CONTEXT) CommandContext context) {
    return decide(command, context);
  }

  @CommandHandler
  public Recorded handle(
      UndeleteDeployment command, @MetaDataValue(CONTEXT) CommandContext context) {
    return decide(command, context);
  }

  @CommandHandler
  public Recorded handle(TriggerSavepoint command, @MetaDataValue(CONTEXT) CommandContext context) {
    return decide(command, context);
  }

  @CommandHandler
  public Recorded handle(CopySavepoint command, @MetaDataValue(CONTEXT) CommandContext context) {
    return decide(command, context);
  }

  @CommandHandler
  public Recorded handle(DeleteSavepoint command, @MetaDataValue(CONTEXT) CommandContext context) {
    return decide(command, context);
  }

  @CommandHandler
  public Recorded handle(PinSavepoint command, @MetaDataValue(CONTEXT) CommandContext context) {
    return decide(command, context);
  }

  @CommandHandler
  public Recorded handle(UnpinSavepoint command, @MetaDataValue(CONTEXT) CommandContext context) {
    return decide(command, context);
  }

  @CommandHandler
  public Recorded handle(
      TakeScheduledSavepoint command, @MetaDataValue(CONTEXT) CommandContext context) {
    return decide(command, context);
  }

  @CommandHandler
  public Recorded handle(AcceptReport command, @MetaDataValue(CONTEXT) CommandContext context) {
    return decide(command, context);
  }

  @EventSourcingHandler
  public void on(DeploymentEvent event, MetaData attributes) {
    Cause cause = EventAttributes.cause(attributes);
    id = event.deploymentId();
    state = DeploymentState.evolve(state, event, cause);
    newest = cause.at();
  }

  /** Goes on from what is in memory instead of the first event. */
  @EventSourcingHandler
  public void on(Recorded known) {
    id = known.state().identity().id();
    state = known.state();
    newest = known.modifiedAt();
  }

  private void requireVersion(CommandContext context) {
    recorded(Optional.empty()).requireVersion(context.expectedVersion());
  }

  private Recorded decide(DeploymentCommand command, CommandContext context) {
    return switch (DeploymentDecider.decide(state, command, context.moment())) {
      case Outcome.Accepted accepted -> {
        for (DeploymentEvent event : accepted.events()) apply(event, context);
        yield recorded(Optional.empty());
      }
      case Outcome.Unchanged unchanged -> recorded(Optional.of(unchanged.why()));
      case Outcome.Refused refused ->
          throw new RefusedCommandException(refused.code(), refused.message(), refused.faults());
    };
  }

  private void apply(DeploymentEvent event, CommandContext context) {
    Instant at = EventAttributes.next(context.moment().now(), newest);
    String namespace =
        event instanceof DeploymentRegistered first
            ? first.namespace()
            : state.identity().namespace();
    String name =
        event instanceof DeploymentRegistered first ? first.name() : state.identity().name();
    AggregateLifecycle.apply(
        event, MetaData.from(EventAttributes.of(context, namespace, name, at)));
  }

  private Recorded recorded(Optional<Skip> skipped) {
    return new Recorded(state, AggregateLifecycle.getVersion() + 1, newest, skipped);
  }
}
