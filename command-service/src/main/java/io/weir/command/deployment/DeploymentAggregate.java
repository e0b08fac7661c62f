package io.weir.command.deployment;

import io.weir.events.deployment.DeploymentEvent;
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
    return decide(command, context);
  }

  @CommandHandler
  public Recorded handle(DeleteDeployment command, @MetaDataValue(CONTEXT) CommandContext context) {
    return decide(command, context);
  }

  @CommandHandler
  public Recorded handle(
      RestartDeployment command, @MetaDataValue(CONTEXT) CommandContext context) {
    return decide(command, context);
  }

  @CommandHandler
  public Recorded handle(
      RollBackDeployment command, @MetaDataValue(CONTEXT) CommandContext context) {
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

  private Recorded decide(DeploymentCommand command, CommandContext context) {
    Optional<Recorded> known =
        Optional.ofNullable(state)
            .map(
                s ->
                    new Recorded(s, AggregateLifecycle.getVersion() + 1, newest, Optional.empty()));
    Recording recording = Recording.of(known, command, context);
    for (Recording.Entry entry : recording.entries())
      AggregateLifecycle.apply(entry.event(), MetaData.from(entry.attributes()));
    return recording.after();
  }
}
