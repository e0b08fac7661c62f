package io.weir.command.store;

import io.weir.command.deployment.EventAttributes;
import io.weir.command.deployment.Recorded;
import io.weir.command.deployment.Recording;
import io.weir.events.AggregateKind;
import io.weir.events.WeirEvent;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.wire.EventCodec;
import io.weir.events.wire.EventType;
import io.weir.events.wire.WireJson;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import tools.jackson.core.type.TypeReference;

/**
 * Axon's storage interface on the table {@code domain_event} (docs/adr/011): the wire table names
 * types and revisions, the codec writes the payload. Reading for projections is the relay's and not
 * supported here.
 */
public final class DomainEventStorage implements EventStorageEngine {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String CHECK_VIOLATION = "23514";
  private static final String SAVEPOINT_KEY = "savepoint_pkey";
  private static final String SEQUENCE_KEY = "domain_event_aggregate_sequence";
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private static final String SELECT =
      """
      select event_id, sequence, type, revision, occurred_at, payload, metadata
      from domain_event where aggregate_id = ? and sequence >= ? order by sequence
      """;

  private final StoreTransactions transactions;
  private final SavepointIndex savepoints;

  public DomainEventStorage(StoreTransactions transactions) {
    this.transactions = transactions;
    this.savepoints = new SavepointIndex(transactions);
  }

  @Override
  public void appendEvents(List<? extends EventMessage<?>> events) {
    List<EventRow> rows = new ArrayList<>(events.size());
    Attributes attributes = new Attributes();
    for (EventMessage<?> event : events) {
      DomainEventMessage<?> message = (DomainEventMessage<?>) event;
      rows.add(
          row(
              UUID.fromString(message.getIdentifier()),
              UUID.fromString(message.getAggregateIdentifier()),
              message.getSequenceNumber(),
              (WeirEvent) message.getPayload(),
              attributes.of(message.getMetaData())));
    }
    append(rows, events.stream().map(event -> (WeirEvent) event.getPayload()).toList());
  }

  /** Appends what was decided on what is in memory. */
  public void append(Recorded known, Recording recording) {
    List<EventRow> rows = new ArrayList<>(recording.entries().size());
    List<WeirEvent> events = new ArrayList<>(recording.entries().size());
    Attributes attributes = new Attributes();
    for (Recording.Entry entry : recording.entries()) {
      rows.add(
          row(
              UUID.fromString(IdentifierFactory.getInstance().generateIdentifier()),
              entry.event().deploymentId(),
              known.version() + rows.size(),
              entry.event(),
              attributes.of(entry.attributes())));
      events.add(entry.event());
    }
    append(rows, events);
  }

  private void append(List<EventRow> rows, List<WeirEvent> events) {
    if (rows.isEmpty()) return;
    try {
      transactions.current().append(rows);
      for (WeirEvent event : events)
        if (event instanceof DeploymentEvent own) savepoints.follow(own);
    } catch (SQLException failure) {
      throw refusal(rows.getFirst().aggregateId(), failure);
    }
  }

  /**
   * The deployment to decide on without the database; absent when this thread has a transaction of
   * the database: then its events are read.
   *
   * @throws NotInMemoryException when there is none, and the deployment is not remembered
   */
  public Optional<Recorded> remembered(UUID deploymentId) {
    if (!transactions.current().inMemory()) return Optional.empty();
    return Optional.of(
        folded(deploymentId.toString())
            .map(folded -> (Recorded) folded.state())
            .orElseThrow(() -> new NotInMemoryException("the aggregate " + deploymentId)));
  }

  /** Events of one command have the same attributes but for the time: they are written once. */
  private static final class Attributes {
    private Map<String, Object> written = Map.of();
    private byte[] json = {};

    Written of(Map<String, ?> attributes) {
      Map<String, Object> texts = new HashMap<>(attributes);
      Instant at = (Instant) texts.remove(EventAttributes.AT);
      if (!texts.equals(written)) json = WireJson.write(texts);
      written = texts;
      return new Written(at, json);
    }
  }

  private record Written(Instant at, byte[] json) {}

  private static EventRow row(
      UUID id, UUID aggregateId, long sequence, WeirEvent event, Written attributes) {
    EventType type = EventType.of(event);
    return new EventRow(
        id,
        aggregateId,
        sequence,
        event.kind().stored(),
        type.wireName(),
        type.revision(),
        attributes.at(),
        EventCodec.encode(event),
        attributes.json());
  }

  @Override
  public DomainEventStream readEvents(String aggregateId, long firstSequence) {
    return DomainEventStream.of(read(aggregateId, firstSequence));
  }

  /** The events of the aggregate from this sequence on, in order. */
  List<DomainEventMessage<WeirEvent>> read(String aggregateId, long firstSequence) {
    StoreTransaction transaction = transactions.current();
    if (transaction.inMemory()) {
      if (firstSequence == 0) throw new NotInMemoryException("the aggregate " + aggregateId);
      return List.of();
    }
    try (PreparedStatement select = transaction.connection().prepareStatement(SELECT)) {
      select.setObject(1, UUID.fromString(aggregateId));
      select.setLong(2, firstSequence);
      List<DomainEventMessage<WeirEvent>> events = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) events.add(message(aggregateId, rows));
      }
      return events;
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("read the events of " + aggregateId, failure);
    }
  }

  /** What the aggregate is as far as is known without the database. */
  Optional<Folded> folded(String aggregateId) {
    return transactions.folded(aggregateId);
  }

  /**
   * Keeps what the aggregate is now, within the open transaction and, once that is committed, for
   * those after it.
   *
   * @param version the number of its events
   * @param state the fold of them; immutable, and handed to the aggregate as its first event
   */
  public void fold(UUID aggregateId, long version, Object state) {
    transactions.current().fold(aggregateId.toString(), new Folded(version, state));
  }

  /**
   * The global index of an event.
   *
   * @throws IllegalStateException when there is no such event
   */
  public long indexOf(UUID aggregateId, long sequence) {
    try (PreparedStatement select =
        transactions
            .current()
            .connection()
            .prepareStatement(
                "select global_index from domain_event where aggregate_id = ? and sequence = ?")) {
      select.setObject(1, aggregateId);
      select.setLong(2, sequence);
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) return row.getLong(1);
        throw new IllegalStateException(
            "Expected event " + sequence + " of " + aggregateId + ", but it is missing");
      }
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("find an event of " + aggregateId, failure);
    }
  }

  private static DomainEventMessage<WeirEvent> message(String aggregateId, ResultSet row)
      throws SQLException {
    Instant at = row.getObject("occurred_at", OffsetDateTime.class).toInstant();
    Map<String, Object> attributes =
        new HashMap<>(WireJson.mapper().readValue(row.getBytes("metadata"), TEXTS));
    attributes.put(EventAttributes.AT, at);
    WeirEvent event =
        EventCodec.decode(
            row.getString("type"), row.getString("revision"), row.getBytes("payload"));
    return new GenericDomainEventMessage<>(
        event.kind().stored(),
        aggregateId,
        row.getLong("sequence"),
        event,
        MetaData.from(attributes),
        row.getString("event_id"),
        at);
  }

  private static RuntimeException refusal(UUID aggregateId, SQLException failure) {
    if (UNIQUE_VIOLATION.equals(failure.getSQLState()) && SAVEPOINT_KEY.equals(constraint(failure)))
      return new ConcurrencyException(
          "Expected to append to " + aggregateId + ", but somebody else took the savepoint's id",
          failure);
    if (UNIQUE_VIOLATION.equals(failure.getSQLState()) && SEQUENCE_KEY.equals(constraint(failure)))
      return new ConcurrencyException(
          "Expected to append to " + aggregateId + ", but somebody else was faster", failure);
    if (CHECK_VIOLATION.equals(failure.getSQLState())
        && "domain_event_fits_the_topic".equals(constraint(failure)))
      return new EventTooLargeException();
    return StoreUnavailableException.of("append to " + aggregateId, failure);
  }

  private static String constraint(SQLException failure) {
    if (!(failure instanceof PSQLException refused)) return "";
    ServerErrorMessage message = refused.getServerErrorMessage();
    return message == null || message.getConstraint() == null ? "" : message.getConstraint();
  }

  /** What is known without the database stands for the events that led to it. */
  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String aggregateId) {
    return folded(aggregateId)
        .map(
            known ->
                new GenericDomainEventMessage<>(
                    AggregateKind.DEPLOYMENT.stored(),
                    aggregateId,
                    known.version() - 1,
                    known.state()));
  }

  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {
    throw new UnsupportedOperationException(
        "Expected no snapshots in the database: events are few and what they come to is in memory");
  }

  @Override
  public Stream<? extends TrackedEventMessage<?>> readEvents(
      TrackingToken token, boolean mayBlock) {
    throw new UnsupportedOperationException("Expected the relay to read the store in order");
  }
}
