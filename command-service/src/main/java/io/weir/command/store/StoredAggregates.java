package io.weir.command.store;

import io.weir.command.deployment.CommandContext;
import io.weir.command.deployment.EventAttributes;
import io.weir.command.plain.Address;
import io.weir.command.plain.PlainKind;
import io.weir.command.plain.Stored;
import io.weir.events.WeirEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;

/** Reads and appends aggregates of plain kinds (docs/adr/050): the fold of their events. */
public final class StoredAggregates {
  private final DomainEventStorage storage;

  public StoredAggregates(DomainEventStorage storage) {
    this.storage = storage;
  }

  /** The aggregate, within the open transaction; also when it is deleted. */
  public <S, E extends WeirEvent> Optional<Stored<S>> find(PlainKind<S, E> kind, UUID id) {
    Optional<Stored<S>> stored = Optional.empty();
    for (DomainEventMessage<WeirEvent> message : storage.read(id.toString(), 0)) {
      if (!kind.events().isInstance(message.getPayload())) return Optional.empty();
      stored =
          Optional.of(
              next(
                  kind,
                  id,
                  stored,
                  kind.events().cast(message.getPayload()),
                  EventAttributes.cause(message.getMetaData()).at()));
    }
    return stored;
  }

  /**
   * Appends what was decided, in the open transaction; or only folds it, when it is a dry run.
   *
   * @param before what it was decided on; empty for a new aggregate
   * @param events at least one
   * @throws org.axonframework.modelling.command.ConcurrencyException when somebody was faster
   */
  public <S, E extends WeirEvent> Stored<S> append(
      PlainKind<S, E> kind, Optional<Stored<S>> before, List<E> events, CommandContext context) {
    UUID id = events.getFirst().aggregateId();
    Optional<Stored<S>> stored = before;
    List<DomainEventMessage<E>> messages = new ArrayList<>();
    for (E event : events) {
      long sequence = stored.map(Stored::version).orElse(0L);
      Instant at =
          EventAttributes.next(context.moment().now(), stored.map(Stored::modifiedAt).orElse(null));
      stored = Optional.of(next(kind, id, stored, event, at));
      Address address = kind.address(stored.get().state());
      messages.add(
          new GenericDomainEventMessage<>(
              kind.kind().stored(),
              id.toString(),
              sequence,
              event,
              MetaData.from(EventAttributes.of(context, address.namespace(), address.name(), at))));
    }
    if (!context.dryRun()) storage.appendEvents(messages);
    return stored.orElseThrow();
  }

  private static <S, E extends WeirEvent> Stored<S> next(
      PlainKind<S, E> kind, UUID id, Optional<Stored<S>> before, E event, Instant at) {
    return new Stored<>(
        id,
        kind.evolve(before.map(Stored::state), event, at),
        before.map(Stored::version).orElse(0L) + 1,
        before.map(Stored::createdAt).orElse(at),
        at);
  }
}
