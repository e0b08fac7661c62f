package io.weir.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weir.embedded.junit.BrokerExtension;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.eventlog.EventStore;
import io.weir.eventlog.Failpoint;
import io.weir.eventlog.LogRecord;
import io.weir.eventlog.Topic;
import io.weir.eventlog.relay.RelayTerm.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RelayTermTest {
  private static final int PARTITIONS = 2;
  private static final UUID A = new UUID(7, 1);
  private static final UUID B = new UUID(7, 2);

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private EventStore store;
  private String topic;

  @BeforeEach
  void emptyStoreAndTopic() {
    store = new EventStore(DATABASE.freshDatabase());
    topic = BROKER.freshTopic(PARTITIONS);
  }

  @AfterEach
  void disarm() {
    Failpoint.disarmAll();
  }

  @Test
  void sendsInOrderOnceAndThenIsIdle() throws Exception {
    store.append(A, 0);
    store.append(B, 0);
    store.append(A, 1);
    try (RelayTerm term = begin("one")) {
      assertThat(term.step()).isEqualTo(Step.SENT);
      assertThat(term.lastAcknowledged()).isEqualTo(3);
      assertThat(term.step()).isEqualTo(Step.IDLE);
    }
    assertThat(read()).hasSize(3);
    check();
  }

  @Test
  void readsNoMoreThanABatchNorThanItsBytes() throws Exception {
    for (int i = 0; i < 5; i++) {
      store.append(A, i);
    }
    RelaySettings s = settings("small");
    RelaySettings two = s.reading(2, s.batchBytes());
    RelaySettings oneByte = s.reading(1_000, 1);
    try (RelayTerm term = RelayTerm.begin(store.database().dataSource(), two).orElseThrow()) {
      assertThat(term.step()).isEqualTo(Step.SENT);
      term.finish();
      assertThat(term.position()).isEqualTo(2);
    }
    try (RelayTerm term = RelayTerm.begin(store.database().dataSource(), oneByte).orElseThrow()) {
      assertThat(term.step()).isEqualTo(Step.SENT);
      term.finish();
      assertThat(term.position()).as("one event is always read").isEqualTo(3);
    }
  }

  @Test
  void readsTheNextBatchWhileOneIsOnItsWayAndMovesBehindWhatIsAcknowledged() throws Exception {
    for (int i = 0; i < 5; i++) {
      store.append(A, i);
    }
    RelaySettings s = settings("two");
    RelaySettings two = s.reading(2, s.batchBytes());
    try (RelayTerm term = RelayTerm.begin(store.database().dataSource(), two).orElseThrow()) {
      assertThat(term.step()).isEqualTo(Step.SENT);
      assertThat(term.underWay()).isEqualTo(1);
      assertThat(term.position()).as("nothing is known to be acknowledged").isZero();
      assertThat(term.step()).isEqualTo(Step.SENT);
      assertThat(term.underWay()).isEqualTo(1);
      assertThat(term.position()).isEqualTo(2);
      assertThat(term.step()).as("the last one leaves nothing under way").isEqualTo(Step.SENT);
      assertThat(term.underWay()).isZero();
      assertThat(term.position()).isEqualTo(5);
      assertThat(term.step()).isEqualTo(Step.IDLE);
    }
    assertThat(read()).hasSize(5);
    check();
  }

  @Test
  void sendsAgainWhatWasUnderWayWhenItDied() throws Exception {
    for (int i = 0; i < 4; i++) {
      store.append(A, i);
    }
    RelaySettings s = settings("dies");
    RelayTerm dies =
        RelayTerm.begin(store.database().dataSource(), s.reading(2, s.batchBytes())).orElseThrow();
    assertThat(dies.step()).isEqualTo(Step.SENT);
    assertThat(dies.underWay()).isEqualTo(1);
    dies.abandon();
    try (RelayTerm next = begin("next")) {
      assertThat(next.step()).isEqualTo(Step.SENT);
      assertThat(next.lastAcknowledged()).as("all of them, from the position on").isEqualTo(4);
    }
    check();
  }

  @Test
  void waitsForAnOpenTransactionAndTakesItsEventInOrder() throws Exception {
    try (Connection slow = open();
        RelayTerm term = begin("one")) {
      EventStore.insert(slow, A, 0);
      store.append(B, 0);
      assertThat(term.step()).isEqualTo(Step.HELD);
      assertThat(term.step()).isEqualTo(Step.HELD);
      assertThat(read()).isEmpty();

      slow.commit();
      awaitSent(term);
      assertThat(term.step()).isEqualTo(Step.IDLE);
    }
    assertThat(read()).hasSize(2);
    check();
  }

  @Test
  void passesAHoleOfARolledBackTransaction() throws Exception {
    try (Connection slow = open();
        RelayTerm term = begin("one")) {
      store.append(A, 0);
      EventStore.insert(slow, A, 1);
      store.append(B, 0);
      assertThat(term.step()).as("the event before the hole").isEqualTo(Step.SENT);
      assertThat(term.step()).isEqualTo(Step.HELD);

      slow.rollback();
      awaitSent(term);
    }
    check();
  }

  @Test
  void passesAHoleOfTenThousandInOneLook() throws Exception {
    store.append(A, 0);
    try (Connection connection = store.connect();
        RelayTerm term = begin("one")) {
      connection
          .createStatement()
          .execute(
              "select nextval(pg_get_serial_sequence('domain_event', 'global_index')) from generate_series(1, 10000)");
      store.append(A, 1);
      assertThat(term.step()).isEqualTo(Step.SENT);
      awaitSent(term);
      assertThat(term.position()).isEqualTo(10_002);
    }
    check();
  }

  /**
   * A transaction that began later may draw the lower index and be open when the older one, with
   * the higher index, has ended. The newest ended id is then below the open one's, so a fence made
   * from it ({@code pg_snapshot_xmax}) would be passed at once, and the event lost.
   */
  @Test
  void waitsForALowerIndexOfAYoungerTransaction() throws Exception {
    try (Connection older = open();
        Connection younger = open();
        RelayTerm term = begin("one")) {
      older.createStatement().execute("select pg_current_xact_id()");
      EventStore.insert(younger, A, 0);
      EventStore.insert(older, B, 0);
      older.commit();

      for (int i = 0; i < 5; i++) {
        assertThat(term.step()).isEqualTo(Step.HELD);
      }
      younger.commit();
      awaitSent(term);
    }
    assertThat(read()).hasSize(2);
    check();
  }

  @Test
  void leadsAloneAndHandsOver() throws Exception {
    store.append(A, 0);
    RelayTerm first = begin("one");
    assertThat(RelayTerm.begin(store.database().dataSource(), settings("two"))).isEmpty();
    first.step();
    first.close();
    store.append(A, 1);
    try (RelayTerm second = begin("two")) {
      assertThat(second.step()).isEqualTo(Step.SENT);
      assertThat(second.lastAcknowledged()).isEqualTo(1);
    }
    check();
  }

  @Test
  void keepsAFrozenLeaderFromMovingThePosition() throws Exception {
    store.append(A, 0);
    RelayTerm frozen = begin("frozen");
    Failpoint.arm(
        RelayFailpoints.AFTER_ACK,
        (name, hit) -> {
          if (hit == 1) {
            // While the leader is frozen its lock is lost to another, which sends more.
            takeLockFrom("frozen");
            try (RelayTerm next = begin("next")) {
              store.append(A, 1);
              assertThat(next.step()).isEqualTo(Step.SENT);
            } catch (SQLException failure) {
              throw new IllegalStateException(failure);
            }
          }
        });
    assertThatThrownBy(frozen::step).isInstanceOf(SQLException.class);
    frozen.abandon();
    assertThat(read()).as("the frozen leader's event twice").hasSize(3);
    check();
  }

  @Test
  void refusesToAdvanceInAnEarlierEpoch() throws Exception {
    try (Connection one = store.connect();
        Connection two = store.connect()) {
      RelayPosition earlier = RelayPosition.claim(one, "relay", "one");
      RelayPosition later = RelayPosition.claim(two, "relay", "two");
      assertThatThrownBy(() -> earlier.advance(5))
          .isInstanceOf(FencedException.class)
          .hasMessage(
              "Expected relay relay to be in epoch 1 at position 0, but another relay has taken over.");
      later.advance(3);
      assertThat(later.position()).isEqualTo(3);
    }
  }

  @Test
  void refusesATopicWithAnotherNumberOfPartitions() throws Exception {
    store.append(A, 0);
    RelaySettings wrong = RelaySettings.of("one", BROKER.bootstrapServers(), topic, PARTITIONS + 1);
    try (RelayTerm term = RelayTerm.begin(store.database().dataSource(), wrong).orElseThrow()) {
      assertThatThrownBy(term::step)
          .isInstanceOf(PublishException.class)
          .hasMessage(
              "Expected topic %s to have 3 partitions, but it has 2; move to a new topic instead of changing it.",
              topic);
    }
    assertThat(read()).isEmpty();
  }

  @Test
  void leavesNoTraceOfItsSessionOnTheConnection() throws Exception {
    try (Connection connection = store.connect()) {
      begin("one").close();
      try (var row =
          connection
              .createStatement()
              .executeQuery("select count(*) from pg_locks where locktype = 'advisory'")) {
        row.next();
        assertThat(row.getLong(1)).isZero();
      }
    }
  }

  /** The server's own workers have transactions, too, and hold a hole for a moment. */
  private static void awaitSent(RelayTerm term) {
    await("the hole to be settled")
        .pollInterval(Duration.ofMillis(10))
        .until(() -> term.step() == Step.SENT);
  }

  private void takeLockFrom(String owner) {
    try (Connection connection = store.connect()) {
      connection
          .createStatement()
          .execute(
              "select pg_terminate_backend(pid, 5000) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())");
    } catch (SQLException failure) {
      throw new IllegalStateException("Expected to end the session of " + owner, failure);
    }
  }

  private Connection open() throws SQLException {
    Connection connection = store.connect();
    connection.setAutoCommit(false);
    return connection;
  }

  private RelayTerm begin(String owner) throws SQLException {
    return RelayTerm.begin(store.database().dataSource(), settings(owner)).orElseThrow();
  }

  private RelaySettings settings(String owner) {
    return RelaySettings.of(owner, BROKER.bootstrapServers(), topic, PARTITIONS);
  }

  private List<LogRecord> read() {
    return Topic.readAll(BROKER.bootstrapServers(), topic);
  }

  private void check() {
    StreamChecker.check(store.all(), read(), PARTITIONS, "after the test");
  }
}
