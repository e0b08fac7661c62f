package io.weir.command.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.embedded.junit.DatabaseExtension;
import io.weir.embedded.junit.TestDatabase;
import io.weir.eventlog.Failpoint;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** Groups of commands on a real database. */
class GroupCommitTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private static final Instant TIME = Instant.parse("2026-11-21T00:00:00.000001Z");

  private final ExecutorService commands = Executors.newCachedThreadPool();
  private TestDatabase database;
  private GroupCommit groups;
  private int leaders;

  @BeforeEach
  void prepare() {
    database = DATABASE.freshDatabase();
    StoreSchema.migrate(database.dataSource(), "public");
    groups = instance();
  }

  @AfterEach
  void end() {
    Failpoint.disarmAll();
    commands.shutdownNow();
  }

  @Test
  void commitsInOneTransactionWhatComesWhileAnotherIsWritten() throws Exception {
    List<Future<OptionalLong>> outcomes =
        groupBehindALeader(IntStream.range(0, 9).mapToObj(i -> command(aggregate(i), 0)).toList());

    for (Future<OptionalLong> outcome : outcomes)
      assertThat(outcome.get(10, TimeUnit.SECONDS)).isPresent();
    assertThat(text("select count(*) from domain_event")).isEqualTo("10");
    assertThat(text("select count(distinct xmin::text) from domain_event")).isEqualTo("2");
    assertThat(text("select count(distinct xmin::text) from idempotent_request")).isEqualTo("2");
  }

  /** One was written and three came meanwhile: the one who was answered is likely to come again. */
  @Test
  void waitsForAsManyAsWereUnderWayLately() throws Exception {
    groups = instance(Duration.ofHours(1));
    List<Future<OptionalLong>> outcomes =
        new ArrayList<>(
            groupBehindALeader(
                IntStream.range(0, 3).mapToObj(i -> command(aggregate(i), 0)).toList()));
    assertThat(groups.waiting()).isEqualTo(3);

    outcomes.add(write(command(aggregate(3), 0)));

    for (Future<OptionalLong> outcome : outcomes)
      assertThat(outcome.get(10, TimeUnit.SECONDS)).isPresent();
    assertThat(text("select count(distinct xmin::text) from idempotent_request")).isEqualTo("2");
  }

  @Test
  void waitsForMoreOnlyForATime() throws Exception {
    groups = instance(Duration.ofMillis(50));
    List<Future<OptionalLong>> outcomes =
        groupBehindALeader(IntStream.range(0, 3).mapToObj(i -> command(aggregate(i), 0)).toList());
    for (Future<OptionalLong> outcome : outcomes) outcome.get(10, TimeUnit.SECONDS);

    List<Future<OptionalLong>> two =
        List.of(write(command(aggregate(0), 1)), write(command(aggregate(1), 1)));

    for (Future<OptionalLong> outcome : two)
      assertThat(outcome.get(10, TimeUnit.SECONDS)).isPresent();
  }

  /** Who came while others were written, and is too few then, keeps the time all the same. */
  @Test
  void waitsForMoreOnlyForATimeBehindALeader() throws Exception {
    groups = instance(Duration.ofMillis(50));
    List<Future<OptionalLong>> outcomes =
        groupBehindALeader(IntStream.range(0, 3).mapToObj(i -> command(aggregate(i), 0)).toList());
    for (Future<OptionalLong> outcome : outcomes) outcome.get(10, TimeUnit.SECONDS);
    Failpoint.disarmAll();

    outcomes = groupBehindALeader(List.of(command(aggregate(0), 1)));

    assertThat(outcomes.getFirst().get(10, TimeUnit.SECONDS)).isPresent();
  }

  @Test
  void waitsForNobodyWhereCommandsComeOneByOne() throws Exception {
    groups = instance(Duration.ofHours(1));

    for (int i = 0; i < 3; i++)
      assertThat(write(command(aggregate(0), i)).get(10, TimeUnit.SECONDS)).isPresent();
  }

  @Test
  void writesASecondGroupBesideTheFirstWhereFewAreUnderWay() throws Exception {
    groups = instance(Duration.ofHours(1), 2);
    CountDownLatch hangs = new CountDownLatch(1);
    Future<OptionalLong> leader = leaderThatWaitsFor(hangs);

    OptionalLong beside = write(command(aggregate(1), 0)).get(10, TimeUnit.SECONDS);

    assertThat(beside).isPresent();
    assertThat(leader.isDone()).isFalse();
    hangs.countDown();
    assertThat(leader.get(10, TimeUnit.SECONDS)).isPresent();
  }

  @Test
  void tellsEachTheIndexOfItsNewestEvent() throws Exception {
    Command one = command(aggregate(1), 0, 1, 2);
    Command two = command(aggregate(2), 0, 1);

    List<Future<OptionalLong>> outcomes = groupBehindALeader(List.of(one, two));

    for (int i = 0; i < 2; i++)
      assertThat(outcomes.get(i).get(10, TimeUnit.SECONDS).getAsLong())
          .isEqualTo(
              Long.parseLong(
                  text(
                      "select max(global_index) from domain_event where aggregate_id = '%s'"
                          .formatted(aggregate(i + 1)))));
  }

  @Test
  void failsNoNeighbourOfAConflictOrARepeatedKey() throws Exception {
    groups.write(command(aggregate(3), 0).decision(), Optional.of(key("taken")));
    List<Command> group = new ArrayList<>();
    for (int i = 0; i < 8; i++) group.add(command(aggregate(i), 0));
    Command repeated = command(aggregate(9), 0);
    group.set(5, new Command(repeated.decision(), key("taken")));

    List<Future<OptionalLong>> outcomes = groupBehindALeader(group);

    for (int i = 0; i < 8; i++) {
      OptionalLong outcome = outcomes.get(i).get(10, TimeUnit.SECONDS);
      assertThat(outcome.isPresent()).describedAs("command " + i).isEqualTo(i != 3 && i != 5);
    }
    assertThat(text("select count(*) from domain_event")).isEqualTo("8");
    assertThat(text("select count(*) from idempotent_request")).isEqualTo("8");
  }

  @Test
  void holdsUpNoNeighbourOfOneThatMustWaitForALock() throws Exception {
    try (Connection other = database.dataSource().getConnection()) {
      other.setAutoCommit(false);
      EventRows.insert(other, command(aggregate(2), 0).decision().transaction().events());

      List<Future<OptionalLong>> outcomes =
          groupBehindALeader(
              IntStream.range(0, 4).mapToObj(i -> command(aggregate(i), 0)).toList());

      for (int i = 0; i < 4; i++)
        assertThat(outcomes.get(i).get(5, TimeUnit.SECONDS).isPresent()).isEqualTo(i != 2);
      other.rollback();
    }
  }

  @Test
  void sendsWhoWaitsBehindAHangingLeaderItsOwnWayAndAnswersTheLeader() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    Future<OptionalLong> leader = leaderThatWaitsFor(hangs);

    OptionalLong follower = write(command(aggregate(1), 0)).get(5, TimeUnit.SECONDS);

    assertThat(follower).isEmpty();
    hangs.countDown();
    assertThat(leader.get(5, TimeUnit.SECONDS)).isPresent();
    assertThat(text("select count(*) from domain_event")).isEqualTo("1");
    assertThat(write(command(aggregate(1), 0)).get(5, TimeUnit.SECONDS)).isPresent();
  }

  @Test
  void letsASecondCommandOfADeploymentThatIsUnderWayGoItsOwnWay() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    Future<OptionalLong> leader = leaderThatWaitsFor(hangs);

    assertThat(write(command(aggregate(99), 0)).get(500, TimeUnit.MILLISECONDS)).isEmpty();
    hangs.countDown();
    assertThat(leader.get(5, TimeUnit.SECONDS)).isPresent();
  }

  @Test
  void tellsEachThatNothingHappenedWhenTheDatabaseIsAway() {
    DataSource away =
        DATABASE.server().dataSource("nothing_of_this_name_" + UUID.randomUUID().hashCode());
    StoreTransactions transactions = new StoreTransactions(database.dataSource(), 10);
    GroupCommit lost = new GroupCommit(new GroupTransaction(away, away), transactions);

    for (int i = 0; i < 2; i++) {
      Command command = command(aggregate(i), 0);
      assertThatThrownBy(() -> lost.write(command.decision(), Optional.empty()))
          .isInstanceOf(StoreUnavailableException.class);
    }
  }

  /**
   * Two instances and random conflicts: whoever was told that it was written is there, and nobody
   * else; the sequences stay dense.
   */
  @Test
  void writesExactlyWhatItSaysUnderConflictsOfTwoInstances() throws Exception {
    GroupCommit[] instances = {
      instance(Gathering.AT_MOST, Gathering.WRITERS), instance(Gathering.AT_MOST, Gathering.WRITERS)
    };
    Random random = new Random(20261121);
    int written = 0;
    for (int round = 0; round < 6; round++) {
      List<Future<OptionalLong>> outcomes = new ArrayList<>();
      List<Command> sent = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        UUID aggregate = aggregate(random.nextInt(30));
        long next =
            Long.parseLong(
                text(
                    "select count(*) from domain_event where aggregate_id = '%s'"
                        .formatted(aggregate)));
        Command command = command(aggregate, next);
        GroupCommit instance = instances[random.nextInt(2)];
        sent.add(command);
        outcomes.add(
            commands.submit(() -> instance.write(command.decision(), Optional.of(command.key()))));
      }
      for (int i = 0; i < sent.size(); i++) {
        boolean said = outcomes.get(i).get(20, TimeUnit.SECONDS).isPresent();
        String is =
            text(
                "select count(*) from domain_event where event_id = '%s'"
                    .formatted(sent.get(i).decision().transaction().events().getFirst().eventId()));
        assertThat(is).isEqualTo(said ? "1" : "0");
        if (said) written++;
      }
    }
    assertThat(written).isGreaterThan(50);
    assertThat(text("select count(*) from idempotent_request")).isEqualTo("" + written);
    assertThat(
            text(
                "select count(*) from (select from domain_event group by aggregate_id having max(sequence) + 1 <> count(*)) gaps"))
        .isEqualTo("0");
  }

  /** A command that was decided, and its answer. */
  private record Command(StoreTransactions.Decision<?> decision, KeptAnswer key) {}

  private Future<OptionalLong> write(Command command) {
    return commands.submit(() -> groups.write(command.decision(), Optional.of(command.key())));
  }

  /** The commands are sent while a leader is about to write. */
  private List<Future<OptionalLong>> groupBehindALeader(List<Command> followers) throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    Future<OptionalLong> leader = leaderThatWaitsFor(hangs);
    List<Future<OptionalLong>> outcomes = new ArrayList<>();
    for (int i = 0; i < followers.size(); i++) {
      outcomes.add(write(followers.get(i)));
      int queued = i + 1;
      while (groups.waiting() < queued) Thread.onSpinWait();
    }
    hangs.countDown();
    assertThat(leader.get(10, TimeUnit.SECONDS)).isPresent();
    return outcomes;
  }

  private Future<OptionalLong> leaderThatWaitsFor(CountDownLatch latch) throws Exception {
    CountDownLatch leads = new CountDownLatch(1);
    Failpoint.arm(
        StoreFailpoints.GROUP_READY,
        (name, hit) -> {
          if (hit != 1) return;
          leads.countDown();
          try {
            latch.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    Future<OptionalLong> leader = write(command(aggregate(99), leaders++));
    assertThat(leads.await(10, TimeUnit.SECONDS)).isTrue();
    return leader;
  }

  private GroupCommit instance() {
    return instance(Gathering.AT_MOST);
  }

  /** With one writer at a time: a test says what is written with what. */
  private GroupCommit instance(Duration gathersAtMost) {
    return instance(gathersAtMost, 1);
  }

  private GroupCommit instance(Duration gathersAtMost, int writers) {
    PGSimpleDataSource impatient = new PGSimpleDataSource();
    impatient.setUrl(database.jdbcUrl());
    impatient.setOptions("-c lock_timeout=250ms");
    return new GroupCommit(
        new GroupTransaction(impatient, database.dataSource()),
        new StoreTransactions(database.dataSource(), 10),
        new Gathering(writers),
        gathersAtMost);
  }

  private static UUID aggregate(int n) {
    return new UUID(7, n);
  }

  private static KeptAnswer key(String key) {
    return new KeptAnswer(key, new byte[] {1}, "{}".getBytes(StandardCharsets.UTF_8));
  }

  private static Command command(UUID aggregate, long... sequences) {
    MemoryTransaction transaction = new MemoryTransaction();
    for (long sequence : sequences)
      transaction.append(
          List.of(
              new EventRow(
                  UUID.randomUUID(),
                  aggregate,
                  sequence,
                  "deployment",
                  "job.started",
                  "1",
                  TIME,
                  "{}".getBytes(StandardCharsets.UTF_8),
                  "{\"namespace\":\"default\"}".getBytes(StandardCharsets.UTF_8))));
    return new Command(
        new StoreTransactions.Decision<>("", transaction), key(UUID.randomUUID().toString()));
  }

  private String text(String query) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
