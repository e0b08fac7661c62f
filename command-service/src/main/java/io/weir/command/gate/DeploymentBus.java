package io.weir.command.gate;

import io.weir.command.deployment.CommandContext;
import io.weir.command.deployment.DeploymentAggregate;
import io.weir.command.deployment.DeploymentCommand;
import io.weir.command.deployment.Recorded;
import io.weir.command.deployment.Recording;
import io.weir.command.deployment.Rehearsal;
import io.weir.command.deployment.Retention;
import io.weir.command.store.DomainEventStorage;
import io.weir.command.store.PolicyLooks;
import io.weir.command.store.StoredDeployments;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.lock.NullLockFactory;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.AggregateAnnotationCommandHandler;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;

/**
 * Axon, assembled by hand (docs/adr/010): command bus, aggregate, event store. Works within the
 * transaction of the calling thread; the unique key of the store is the only lock.
 */
public final class DeploymentBus {
  private final CommandBus bus = SimpleCommandBus.builder().build();
  private final DomainEventStorage storage;
  private final StoredDeployments stored;
  private final PolicyLooks looks;

  public DeploymentBus(DomainEventStorage storage, PolicyLooks looks) {
    this.storage = storage;
    this.looks = looks;
    stored = new StoredDeployments(storage);
    EventStore store = EmbeddedEventStore.builder().storageEngine(storage).build();
    AggregateAnnotationCommandHandler.<DeploymentAggregate>builder()
        .aggregateType(DeploymentAggregate.class)
        .repository(
            EventSourcingRepository.builder(DeploymentAggregate.class)
                .eventStore(store)
                .lockFactory(NullLockFactory.INSTANCE)
                .build())
        .commandTargetResolver(DeploymentBus::target)
        .build()
        .subscribe(bus);
  }

  /**
   * Decides and appends, in the open transaction or, without one, in memory; or only decides, when
   * it is a dry run.
   *
   * @throws io.weir.command.decide.RefusedCommandException when the decision is a refusal
   * @throws org.axonframework.modelling.command.ConcurrencyException when somebody was faster
   * @throws org.axonframework.modelling.command.AggregateNotFoundException when there is none
   */
  public Recorded dispatch(DeploymentCommand command, CommandContext context) {
    if (context.dryRun()) return rehearse(command, context);
    Recorded recorded =
        storage
            .remembered(command.deploymentId())
            .map(known -> record(known, command, context))
            .orElseGet(() -> route(command, context));
    storage.fold(command.deploymentId(), recorded.version(), recorded);
    lookAtItsPolicy(recorded, context.moment().now());
    return recorded;
  }

  /** In memory there is nothing to load, to lock or to roll back (docs/adr/019). */
  private Recorded record(Recorded known, DeploymentCommand command, CommandContext context) {
    Recording recording = Recording.of(Optional.of(known), command, context);
    storage.append(known, recording);
    return recording.after();
  }

  private Recorded route(DeploymentCommand command, CommandContext context) {
    AtomicReference<CommandResultMessage<?>> answer = new AtomicReference<>();
    bus.dispatch(
        new GenericCommandMessage<>(command, Map.of(DeploymentAggregate.CONTEXT, context)),
        (message, result) -> answer.set(result));
    CommandResultMessage<?> result = answer.get();
    if (!result.isExceptional()) return (Recorded) result.getPayload();
    if (result.exceptionResult() instanceof RuntimeException failure) throw failure;
    throw new IllegalStateException(
        "Expected to handle " + command.getClass().getSimpleName(), result.exceptionResult());
  }

  /** A deployment without a policy costs nothing; a row that it left behind is found once. */
  private void lookAtItsPolicy(Recorded recorded, Instant now) {
    if (recorded.skipped().isEmpty()
        && recorded.state().wish().spec().savepointPolicy().isPresent())
      Retention.nextLook(recorded.state(), now)
          .ifPresent(at -> looks.next(recorded.state().identity().id(), Optional.of(at)));
  }

  private Recorded rehearse(DeploymentCommand command, CommandContext context) {
    Optional<Recorded> before = stored.find(command.deploymentId());
    if (Recording.dependsOnVersion(command))
      before.orElseThrow().requireVersion(context.expectedVersion());
    return Rehearsal.of(before, command, context);
  }

  private static VersionedAggregateIdentifier target(CommandMessage<?> message) {
    DeploymentCommand command = (DeploymentCommand) message.getPayload();
    return new VersionedAggregateIdentifier(command.deploymentId(), null);
  }
}
