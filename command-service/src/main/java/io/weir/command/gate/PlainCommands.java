package io.weir.command.gate;

import io.weir.appmanager.ResourceJson;
import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.RefusedCommandException;
import io.weir.command.deployment.CommandContext;
import io.weir.command.plain.Address;
import io.weir.command.plain.PlainKind;
import io.weir.command.plain.StaleResourceException;
import io.weir.command.plain.Stored;
import io.weir.command.store.ResourceNames;
import io.weir.command.store.StoredAggregates;
import io.weir.command.view.PreviewView;
import io.weir.events.WeirEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * What commands of every plain kind do within the gate's transaction: find by name, register under
 * a name, record what was decided, answer.
 *
 * @param <S> the kind's state
 * @param <E> the kind's events
 */
public final class PlainCommands<S, E extends WeirEvent> {
  private final PlainKind<S, E> kind;
  private final StoredAggregates stored;
  private final ResourceNames names;

  public PlainCommands(PlainKind<S, E> kind, StoredAggregates stored, ResourceNames names) {
    this.kind = kind;
    this.stored = stored;
    this.names = names;
  }

  /** What has this name now; deleted ones are not found. */
  public Optional<Stored<S>> find(Address address) {
    return names.find(kind.kind(), address).flatMap(this::find);
  }

  /** What has this id now; deleted ones are not found. */
  public Optional<Stored<S>> find(UUID id) {
    return stored.find(kind, id).filter(found -> !kind.deleted(found.state()));
  }

  /** What has or had this id, deleted or not. */
  public Optional<Stored<S>> everKnown(UUID id) {
    return stored.find(kind, id);
  }

  /**
   * What has this name now.
   *
   * @throws RefusedCommandException when there is none
   */
  public Stored<S> require(Address address) {
    return find(address).orElseThrow(() -> notFound(address));
  }

  /**
   * What has this name, locked against whoever would refer to it.
   *
   * @throws RefusedCommandException when there is none
   */
  public Stored<S> requireToDelete(Address address) {
    return names
        .findToDelete(kind.kind(), address)
        .flatMap(this::find)
        .orElseThrow(() -> notFound(address));
  }

  /**
   * Records a new aggregate under its name; answered 201.
   *
   * @throws RefusedCommandException when the name is taken
   */
  public Answer register(CommandContext context, List<E> events) {
    UUID id = events.getFirst().aggregateId();
    Address address =
        kind.address(kind.evolve(Optional.empty(), events.getFirst(), context.moment().now()));
    if (!names.take(kind.kind(), address, id))
      throw new RefusedCommandException(
          RefusalCode.NAME_TAKEN,
          "The name "
              + address.name()
              + " is taken by another "
              + kind.noun()
              + " in the namespace "
              + address.namespace()
              + ". Choose another",
          List.of());
    return answer(
        201, Optional.empty(), stored.append(kind, Optional.empty(), events, context), context);
  }

  /**
   * Records what was decided on what is there; answered 200. Frees the name of what is deleted by
   * it.
   *
   * @throws StaleResourceException when the actor saw another version
   */
  public Answer record(CommandContext context, Stored<S> before, List<E> events) {
    requireVersion(context, before.version(), kind.resource(before));
    Stored<S> after = stored.append(kind, Optional.of(before), events, context);
    if (kind.deleted(after.state())) names.free(after.id());
    return answer(200, Optional.of(before), after, context);
  }

  /**
   * Records what was decided on the one aggregate of its kind in a namespace, which has no name and
   * always exists; answered 200.
   *
   * @param before empty before the first event, when its version is 0
   * @param nothing the resource before the first event
   * @throws StaleResourceException when the actor saw another version
   */
  public Answer recordSingleton(
      CommandContext context, Optional<Stored<S>> before, Object nothing, List<E> events) {
    requireVersion(
        context,
        before.map(Stored::version).orElse(0L),
        before.<Object>map(kind::resource).orElse(nothing));
    return answer(200, before, stored.append(kind, before, events, context), context);
  }

  private static void requireVersion(CommandContext context, long version, Object resource) {
    if (context.expectedVersion().isPresent() && context.expectedVersion().getAsLong() != version)
      throw new StaleResourceException(context.expectedVersion().getAsLong(), version, resource);
  }

  /**
   * Records what was decided on what needs no name, since its id follows from something else's:
   * begins it (201) or goes on with it (200).
   *
   * @throws StaleResourceException when the actor saw another version
   */
  public Answer recordByItsId(CommandContext context, List<E> events) {
    Optional<Stored<S>> known = find(events.getFirst().aggregateId());
    return known.isPresent()
        ? record(context, known.get(), events)
        : answer(
            201, Optional.empty(), stored.append(kind, Optional.empty(), events, context), context);
  }

  private Answer answer(
      int status, Optional<Stored<S>> before, Stored<S> recorded, CommandContext context) {
    JsonNode resource = resource(recorded);
    if (context.dryRun())
      return Answer.of(
          200,
          ResourceJson.mapper().valueToTree(PreviewView.of(before.map(this::resource), resource)),
          before.map(Stored::version).orElse(0L),
          recorded.id());
    return Answer.of(status, resource, recorded.version(), recorded.id());
  }

  private JsonNode resource(Stored<S> stored) {
    return ResourceJson.mapper().valueToTree(kind.resource(stored));
  }

  private RefusedCommandException notFound(Address address) {
    return new RefusedCommandException(
        RefusalCode.NOT_FOUND,
        "There is no "
            + kind.noun()
            + " '"
            + address.name()
            + "' in the namespace "
            + address.namespace(),
        List.of());
  }
}
