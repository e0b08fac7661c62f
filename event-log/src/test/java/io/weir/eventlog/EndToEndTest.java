package io.weir.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.embedded.junit.BrokerExtension;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.eventlog.reader.PartitionReader;
import io.weir.eventlog.reader.ReaderListener;
import io.weir.eventlog.reader.ReaderSettings;
import io.weir.eventlog.relay.Relay;
import io.weir.eventlog.relay.RelaySettings;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EndToEndTest {
  private static final int PARTITIONS = 4;

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  @Test
  void carriesEventsFromTheStoreToTablesLiveAndInARebuild() throws Exception {
    EventStore store = new EventStore(DATABASE.freshDatabase());
    String topic = BROKER.freshTopic(PARTITIONS);
    try (Connection connection = store.connect()) {
      connection
          .createStatement()
          .execute(
              "create table seen (reader text, partition int, ordinal bigserial, position bigint)");
    }
    List<UUID> aggregates = Stream.generate(UUID::randomUUID).limit(20).toList();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    RelaySettings relaySettings =
        RelaySettings.of("test", BROKER.bootstrapServers(), topic, PARTITIONS);
    try (Relay relay = Relay.start(store.database().dataSource(), relaySettings, registry);
        PartitionReader<Long> live = start(store, "live", topic, registry)) {
      for (long sequence = 0; sequence < 10; sequence++) {
        for (UUID aggregate : aggregates) {
          store.append(aggregate, sequence);
        }
      }
      await("200 events to be applied")
          .atMost(Duration.ofSeconds(30))
          .until(() -> count(store, "live") == 200);
      assertThat(relay.leads()).isTrue();
      live.caughtUp().get(10, TimeUnit.SECONDS);
    }
    try (PartitionReader<Long> rebuild = start(store, "rebuild", topic, registry)) {
      rebuild.caughtUp().get(30, TimeUnit.SECONDS);
    }
    try (Connection connection = store.connect();
        var row =
            connection
                .createStatement()
                .executeQuery(
                    """
                    select (select string_agg(partition || ':' || position, ',' order by partition, ordinal) from seen where reader = 'live') =
                           (select string_agg(partition || ':' || position, ',' order by partition, ordinal) from seen where reader = 'rebuild')
                    """)) {
      row.next();
      assertThat(row.getBoolean(1)).as("live and rebuilt rows are equal").isTrue();
    }
    assertThat(registry.getMeters()).as("closed relays and readers leave no meters").isEmpty();
  }

  private static PartitionReader<Long> start(
      EventStore store, String name, String topic, SimpleMeterRegistry registry) {
    return PartitionReader.start(
        store.database().dataSource(),
        ReaderSettings.of(name, "test", BROKER.bootstrapServers(), topic, PARTITIONS).onThreads(2),
        record -> record.position().orElseThrow(),
        (connection, partition, records) -> {
          try (var statement =
              connection.prepareStatement(
                  "insert into seen (reader, partition, position) values (?, ?, ?)")) {
            for (var record : records) {
              statement.setString(1, name);
              statement.setInt(2, partition);
              statement.setLong(3, record.value());
              statement.addBatch();
            }
            statement.executeBatch();
          }
        },
        ReaderListener.none(),
        registry);
  }

  private static long count(EventStore store, String reader) throws Exception {
    try (Connection connection = store.connect();
        var statement = connection.prepareStatement("select count(*) from seen where reader = ?")) {
      statement.setString(1, reader);
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
