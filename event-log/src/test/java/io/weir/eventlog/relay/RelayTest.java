package io.weir.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.embedded.junit.BrokerExtension;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.eventlog.EventStore;
import io.weir.eventlog.Topic;
import java.sql.Connection;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RelayTest {
  private static final UUID A = new UUID(7, 1);

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private EventStore store;
  private String topic;

  @BeforeEach
  void emptyStoreAndTopic() {
    store = new EventStore(DATABASE.freshDatabase());
    topic = BROKER.freshTopic(2);
  }

  @Test
  void isWokenByAnAppend() throws Exception {
    RelaySettings s = settings("sleeper", "first");
    RelaySettings sleepy =
        new RelaySettings(
            s.name(),
            s.owner(),
            s.bootstrapServers(),
            s.topic(),
            s.partitions(),
            s.batch(),
            s.batchBytes(),
            s.deliverWithin(),
            Duration.ofSeconds(25),
            Duration.ofSeconds(25));
    try (Relay relay = Relay.start(store.database().dataSource(), sleepy, registry)) {
      await("the relay to wait").until(() -> waiting());
      store.append(A, 0);
      await("the event in the topic long before the next look")
          .atMost(Duration.ofSeconds(15))
          .until(() -> gauge("weir.relay.position", "sleeper") == 1);
      assertThat(relay.leads()).isTrue();
      // Ends the wait that close would have to sit out.
      await("the relay to wait").until(() -> waiting());
      relay.stop();
      store.append(A, 1);
    }
  }

  @Test
  void handsOverToAStandbyAndSurvivesALostConnection() throws Exception {
    try (Relay first = Relay.start(store.database().dataSource(), settings("r", "1"), registry)) {
      await("the first to lead").until(first::leads);
      try (Relay second =
          Relay.start(
              store.database().dataSource(), settings("r", "2"), new SimpleMeterRegistry())) {
        store.append(A, 0);
        await("the first event").until(() -> sent() == 1);
        assertThat(second.leads()).isFalse();
        endSessions();
        store.append(A, 1);
        await("the second event, by whoever leads")
            .atMost(Duration.ofSeconds(20))
            .until(() -> Topic.readAll(BROKER.bootstrapServers(), topic).size() >= 2);
        first.stop();
        await("the second to lead").atMost(Duration.ofSeconds(20)).until(second::leads);
        store.append(A, 2);
        await("the third event")
            .atMost(Duration.ofSeconds(20))
            .until(() -> Topic.readAll(BROKER.bootstrapServers(), topic).size() >= 3);
      }
    }
    StreamChecker.check(
        store.all(), Topic.readAll(BROKER.bootstrapServers(), topic), 2, "after the hand-over");
  }

  private RelaySettings settings(String name, String owner) {
    RelaySettings s = RelaySettings.of(owner, BROKER.bootstrapServers(), topic, 2);
    return new RelaySettings(
        name,
        owner,
        s.bootstrapServers(),
        topic,
        2,
        s.batch(),
        s.batchBytes(),
        s.deliverWithin(),
        s.shortestWait(),
        s.longestWait());
  }

  private double gauge(String meter, String relay) {
    return registry.get(meter).tag("relay", relay).gauge().value();
  }

  private double sent() {
    return registry.get("weir.relay.sent").counter().count();
  }

  private boolean waiting() throws Exception {
    try (Connection connection = store.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from relay_position where waiting")) {
      row.next();
      return row.getLong(1) == 1;
    }
  }

  private void endSessions() throws Exception {
    try (Connection connection = store.connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
    }
  }
}
