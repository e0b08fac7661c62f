package io.weir.command.store;

import io.weir.command.deployment.EventAttributes;
import io.weir.events.WeirEvent;
import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.wire.EventCodec;
import io.weir.events.wire.EventType;
import io.weir.events.wire.WireJson;
import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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

  private static final String INSERT =
      """
      insert into domain_event
        (event_id, aggregate_id, sequence, aggregate_type, type, revision, occurred_at, payload, metadata)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String SELECT =
      """
      select event_id, sequence, type, revision, occurred_at, payload, metadata
      from domain_event where aggregate_id = ? and sequence >= ? order by sequence
      """;

  private final StoreTransactions transactions;
  private final CommittedEvents committed;
  private final SavepointIndex savepoints;

  /**
   * @param cachedAggregates how many aggregates' events are kept in memory
   */
  public DomainEventStorage(StoreTransactions transactions, int cachedAggregates) {
    this.transactions = transactions;
    this.committed = new CommittedEvents(cachedAggregates);
    this.savepoints = new SavepointIndex(transactions);
  }

  @Override
  public void appendEvents(List<? extends EventMessage<?>> events) {
    if (events.isEmpty()) return;
    StoreTransaction transaction = transactions.current();
    String aggregateId = ((DomainEventMessage<?>) events.getFirst()).getAggregateIdentifier();
    try (PreparedStatement insert =
        transaction.connection().prepareStatement(INSERT, new String[] {"global_index"})) {
      for (EventMessage<?> event : events) {
        bind(insert, (DomainEventMessage<?>) event);
        insert.addBatch();
      }
      insert.executeBatch();
      try (ResultSet indexes = insert.getGeneratedKeys()) {
        while (indexes.next()) transaction.appended(aggregateId, indexes.getLong(1));
      }
      for (EventMessage<?> event : events)
        if (event.getPayload() instanceof DeploymentEvent own) savepoints.follow(own);
    } catch (SQLException failure) {
      throw refusal(aggregateId, failure);
    }
  }

  private static void bind(PreparedStatement insert, DomainEventMessage<?> message)
      throws SQLException {
    WeirEvent event = (WeirEvent) message.getPayload();
    EventType type = EventType.of(event);
    Instant at = (Instant) message.getMetaData().get(EventAttributes.AT);
    insert.setObject(1, UUID.fromString(message.getIdentifier()));
    insert.setObject(2, UUID.fromString(message.getAggregateIdentifier()));
    insert.setLong(3, message.getSequenceNumber());
    insert.setString(4, event.kind().stored());
    insert.setString(5, type.wireName());
    insert.setString(6, type.revision());
    insert.setObject(7, at.atOffset(ZoneOffset.UTC));
    insert.setBytes(8, EventCodec.encode(event));
    Map<String, Object> texts = new HashMap<>(message.getMetaData());
    texts.remove(EventAttributes.AT);
    insert.setBytes(9, WireJson.write(texts));
  }

  @Override
  public DomainEventStream readEvents(String aggregateId, long firstSequence) {
    return DomainEventStream.of(
        read(aggregateId).stream().filter(e -> e.getSequenceNumber() >= firstSequence).toList());
  }

  /** All events of the aggregate, in order: the committed ones from memory, the rest read. */
  List<DomainEventMessage<WeirEvent>> read(String aggregateId) {
    StoreTransaction transaction = transactions.current();
    List<DomainEventMessage<WeirEvent>> known = committed.of(aggregateId);
    try (PreparedStatement select = transaction.connection().prepareStatement(SELECT)) {
      select.setObject(1, UUID.fromString(aggregateId));
      select.setLong(2, known.size());
      List<DomainEventMessage<WeirEvent>> all = new ArrayList<>(known);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) all.add(message(aggregateId, rows));
      }
      if (!transaction.hasAppendedTo(aggregateId) && all.size() > known.size())
        committed.keep(aggregateId, all);
      return all;
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("read the events of " + aggregateId, failure);
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

  private static RuntimeException refusal(String aggregateId, SQLException failure) {
    SQLException cause =
        failure instanceof BatchUpdateException && failure.getNextException() != null
            ? failure.getNextException()
            : failure;
    if (UNIQUE_VIOLATION.equals(cause.getSQLState()) && SAVEPOINT_KEY.equals(constraint(cause)))
      return new ConcurrencyException(
          "Expected to append to " + aggregateId + ", but somebody else took the savepoint's id",
          cause);
    if (UNIQUE_VIOLATION.equals(cause.getSQLState()) && SEQUENCE_KEY.equals(constraint(cause)))
      return new ConcurrencyException(
          "Expected to append to " + aggregateId + ", but somebody else was faster", cause);
    if (CHECK_VIOLATION.equals(cause.getSQLState())
        && "domain_event_fits_the_topic".equals(constraint(cause)))
      return new EventTooLargeException();
    return StoreUnavailableException.of("append to " + aggregateId, cause);
  }

  private static String constraint(SQLException failure) {
    if (!(failure instanceof PSQLException refused)) return "";
    ServerErrorMessage message = refused.getServerErrorMessage();
    return message == null || message.getConstraint() == null ? "" : message.getConstraint();
  }

  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String aggregateId) {
    return Optional.empty();
  }

  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {
    throw new UnsupportedOperationException("Expected no snapshots: events are few and cached");
  }

  @Override
  public Stream<? extends TrackedEventMessage<?>> readEvents(
      TrackingToken token, boolean mayBlock) {
    throw new UnsupportedOperationException("Expected the relay to read the store in order");
  }
}
