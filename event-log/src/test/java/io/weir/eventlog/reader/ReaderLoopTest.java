package io.weir.eventlog.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.embedded.junit.BrokerExtension;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.eventlog.Failpoint;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReaderLoopTest {
  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private ReaderBench bench;

  @BeforeEach
  void emptyTopicAndTables() throws Exception {
    bench =
        new ReaderBench(
            DATABASE.freshDatabase(),
            BROKER.bootstrapServers(),
            BROKER.freshTopic(ReaderBench.PARTITIONS));
  }

  @AfterEach
  void disarm() {
    Failpoint.disarmAll();
    bench.close();
  }

  @Test
  void appliesEachRecordOnceAcrossAbruptRestarts() throws Exception {
    for (int i = 0; i < 7; i++) {
      bench.write("a", "a" + i);
    }
    ReaderLoop<String> first = bench.loop("one");
    first.upkeep();
    readUntil(first, "select coalesce(sum(records), 0) from fold", 5);
    first.abandon();
    bench.write("a", "a7");
    try (ReaderLoop<String> second = bench.loop("one")) {
      second.upkeep();
      readUntil(second, "select sum(records) from fold", 8);
    }
    assertThat(bench.rows(ReaderBench.READER)).isEqualTo(Fold.of(bench.topic()));
    assertThat(
            bench.number(
                "select position from reader_partition where partition = "
                    + ReaderBench.partitionOf("a")))
        .isEqualTo(8);
  }

  @Test
  void isLeftAloneWhileItsLeaseLastsAndTakenOverAfterwards() throws Exception {
    try (ReaderLoop<String> one = bench.loop("one");
        ReaderLoop<String> two = bench.loop("two")) {
      one.upkeep();
      two.upkeep();
      assertThat(one.claimed()).isEqualTo(Set.of(0, 1, 2));
      assertThat(two.claimed()).isEmpty();

      bench.expireLeases();
      two.upkeep();
      assertThat(two.claimed()).as("alone, as far as it can see").isEqualTo(Set.of(0, 1, 2));
      one.upkeep();
      assertThat(one.claimed()).isEmpty();
    }
  }

  @Test
  void readsNothingAsAStandby() throws Exception {
    try (ReaderLoop<String> one = bench.loop("one");
        ReaderLoop<String> two = bench.loop("two")) {
      one.step();
      two.step();
      assertThat(two.claimed()).isEmpty();
    }
  }

  @Test
  void sharesThePartitionsWithAReaderThatComesAndTakesThemBackWhenItIsGone() throws Exception {
    bench.write("a", "a0");
    try (ReaderLoop<String> one = bench.loop("one")) {
      one.upkeep();
      readUntil(one, "select count(*) from fold", 1);
      ReaderLoop<String> two = bench.loop("two");
      two.upkeep();
      assertThat(two.claimed()).as("nothing is free yet").isEmpty();
      one.upkeep();
      two.upkeep();
      assertThat(one.claimed()).isEqualTo(Set.of(0, 1));
      assertThat(two.claimed()).isEqualTo(Set.of(2));
      assertThat(bench.heard).contains("lost 2");

      two.close();
      one.upkeep();
      assertThat(one.claimed()).as("it said goodbye").isEqualTo(Set.of(0, 1, 2));
    }
  }

  @Test
  void takesThePartitionsOfAReaderThatDiedWhenItsLeaseEnds() throws Exception {
    try (ReaderLoop<String> one = bench.loop("one")) {
      one.upkeep();
      ReaderLoop<String> two = bench.loop("two");
      two.upkeep();
      one.upkeep();
      two.upkeep();
      assertThat(two.claimed()).isNotEmpty();
      two.abandon();
      one.upkeep();
      assertThat(one.claimed()).as("its lease lasts").hasSize(2);
      bench.execute(
          """
          update reader_partition set lease_until = '-infinity' where owner = 'two';
          update reader_member set lease_until = '-infinity' where owner = 'two'
          """);
      one.upkeep();
      assertThat(one.claimed()).isEqualTo(Set.of(0, 1, 2));
    }
  }

  @Test
  void appliesWhatOnePollGaveOfSeveralPartitionsInOneTransaction() throws Exception {
    for (String key : List.of("a", "b", "c")) {
      bench.write(key, key + "0");
    }
    List<Set<Integer>> together = new ArrayList<>();
    BatchHandler<String> fold = Fold.handler(ReaderBench.READER, together::add);
    try (ReaderLoop<String> loop = bench.loop(bench.settings(ReaderBench.READER, "one"), fold)) {
      loop.upkeep();
      readUntil(loop, "select count(*) from fold", 3);
    }
    assertThat(together).contains(Set.of(0, 1, 2));
    assertThat(bench.number("select count(distinct xmin::text) from fold")).isEqualTo(1);
    assertThat(bench.number("select sum(next_offset) from reader_partition")).isEqualTo(3);
  }

  @Test
  void gathersABatchOfSeveralPollsAndNoMore() throws Exception {
    for (int i = 0; i < 7; i++) {
      bench.write("a", "a" + i);
    }
    try (ReaderLoop<String> loop = bench.loop("one")) {
      loop.upkeep();
      readUntil(loop, "select coalesce(sum(records), 0) from fold", 7);
    }
    assertThat(bench.heard).contains("applied [a0, a1, a2, a3, a4]", "applied [a5, a6]");
  }

  @Test
  void rollsBackWhatItDidWhenItsClaimIsLostMeanwhile() throws Exception {
    bench.write("a", "a0");
    try (ReaderLoop<String> one = bench.loop("one");
        ReaderLoop<String> two = bench.loop("two")) {
      one.upkeep();
      Failpoint.arm(
          ReaderFailpoints.AFTER_HANDLER,
          (name, hit) -> {
            if (hit == 1) {
              attempt(
                  () -> {
                    bench.expireLeases();
                    two.upkeep();
                  });
            }
          });
      readUntil(one, "select count(*) from reader_partition where owner = 'two'", 3);
      assertThat(bench.rows(ReaderBench.READER)).as("rolled back").isEmpty();
      assertThat(bench.heard).contains("lost " + ReaderBench.partitionOf("a"));

      readUntil(two, "select count(*) from fold", 1);
      assertThat(bench.rows(ReaderBench.READER)).isEqualTo(Fold.of(bench.topic()));
    }
  }

  @Test
  void blocksOnlyTheKeyOfAPoisonRecordAndReleasesItsRecordsInOrder() throws Exception {
    bench.write("a", "a0");
    bench.write("a", "a1 poison");
    bench.write("d", "d0 of the same partition");
    bench.write("a", "a2");
    assertThat(ReaderBench.partitionOf("a")).isEqualTo(ReaderBench.partitionOf("d"));
    BlockedKeys keys = new BlockedKeys(bench.source, ReaderBench.READER);
    try (ReaderLoop<String> loop = bench.loop("one")) {
      loop.upkeep();
      readUntil(loop, "select count(*) from parked_record", 2);
      assertThat(bench.rows(ReaderBench.READER))
          .isEqualTo(
              Map.of(
                  "a", Fold.Row.NONE.with("a0"),
                  "d", Fold.Row.NONE.with("d0 of the same partition")));
      assertThat(keys.list())
          .singleElement()
          .satisfies(
              blocked -> {
                assertThat(blocked.key()).isEqualTo("a");
                assertThat(blocked.offset()).isEqualTo(1);
                assertThat(blocked.parked()).isEqualTo(2);
                assertThat(blocked.reason()).contains("Expected no poison");
              });
      assertThat(bench.heard).contains("blocked a");

      assertThat(keys.release("a")).isTrue();
      loop.upkeep();
      assertThat(keys.list()).as("still poison").hasSize(1);
      assertThat(keys.list().getFirst().releaseRequested()).isFalse();

      bench.repaired.set(true);
      assertThat(keys.release("a")).isTrue();
      assertThat(keys.release("no such key")).isFalse();
      loop.upkeep();
      assertThat(keys.list()).isEmpty();
      assertThat(bench.number("select count(*) from parked_record")).isZero();
      assertThat(bench.heard).contains("released a [a1 poison, a2]");

      bench.write("a", "a3");
      readUntil(loop, "select records from fold where key = 'a'", 4);
    }
    assertThat(bench.rows(ReaderBench.READER)).isEqualTo(Fold.of(bench.topic()));
  }

  @Test
  void blocksTheKeyOfARecordThatTheHandlerBlames() throws Exception {
    bench.write("a", "a0");
    bench.write("d", "d0 cannot be applied");
    bench.write("a", "a1");
    BatchHandler<String> fold = Fold.handler(ReaderBench.READER);
    BatchHandler<String> blaming =
        (connection, partition, records) -> {
          fold.apply(connection, partition, records);
          for (Delivered<String> delivered : records) {
            if (delivered.value().contains("cannot")) {
              throw new PoisonRecordException(delivered.record().offset(), "no such thing", null);
            }
          }
        };
    try (ReaderLoop<String> loop = bench.loop(bench.settings(ReaderBench.READER, "one"), blaming)) {
      loop.upkeep();
      readUntil(loop, "select coalesce(sum(records), 0) from fold", 2);
    }
    assertThat(bench.rows(ReaderBench.READER))
        .isEqualTo(Map.of("a", Fold.Row.NONE.with("a0").with("a1")));
    assertThat(new BlockedKeys(bench.source, ReaderBench.READER).list())
        .singleElement()
        .satisfies(blocked -> assertThat(blocked.reason()).isEqualTo("no such thing"));
  }

  @Test
  void triesABatchAgainThatTheDatabaseRefusedWhileOtherPartitionsGoOn() throws Exception {
    bench.write("a", "a0");
    bench.write("b", "b0");
    AtomicInteger refusals = new AtomicInteger();
    BatchHandler<String> fold = Fold.handler(ReaderBench.READER);
    BatchHandler<String> refusedTwice =
        (connection, partition, records) -> {
          fold.apply(connection, partition, records);
          if (partition == ReaderBench.partitionOf("a") && refusals.incrementAndGet() <= 2) {
            throw new SQLException("disk full");
          }
        };
    try (ReaderLoop<String> loop =
        bench.loop(bench.settings(ReaderBench.READER, "one"), refusedTwice)) {
      loop.upkeep();
      readUntil(loop, "select count(*) from fold where key = 'b'", 1);
      for (int i = 0; i < 50 && bench.number("select count(*) from fold") < 2; i++) {
        loop.upkeep();
        loop.read();
      }
    }
    assertThat(refusals).hasValue(3);
    assertThat(bench.rows(ReaderBench.READER)).isEqualTo(Fold.of(bench.topic()));
  }

  @Test
  void haltsAPartitionWhoseNextRecordIsGone() throws Exception {
    bench.write("a", "a0");
    bench.write("b", "b0");
    int partition = ReaderBench.partitionOf("a");
    try (ReaderLoop<String> before = bench.loop("one")) {
      before.upkeep();
      readUntil(before, "select count(*) from fold", 2);
    }
    bench.execute("update reader_partition set next_offset = 77 where partition = " + partition);
    bench.write("b", "b1");
    try (ReaderLoop<String> loop = bench.loop("one")) {
      loop.upkeep();
      readUntil(loop, "select records from fold where key = 'b'", 2);
      for (int i = 0; i < 50 && loop.claimed().contains(partition); i++) {
        loop.read();
      }
      assertThat(bench.heard)
          .contains(
              "halted %d: Expected offset 77 in %s-%d, but the topic has 0 up to 1: records are lost or this is another topic; restore it, or rebuild under another reader name."
                  .formatted(partition, bench.topic, partition));
      loop.upkeep();
      assertThat(loop.claimed()).as("not claimed again").doesNotContain(partition);
    }
  }

  @Test
  void stopsARebuildAtItsEnd() throws Exception {
    for (int i = 0; i < 4; i++) {
      bench.write("a", "a" + i);
    }
    int partition = ReaderBench.partitionOf("a");
    ReaderSettings rebuild = bench.settings("rebuild", "one").until(Map.of(partition, 3L));
    CatchUp catchUp = new CatchUp(bench.source, rebuild);
    try (ReaderLoop<String> loop = bench.loop(rebuild, Fold.handler("rebuild"))) {
      loop.upkeep();
      catchUp.look();
      assertThat(catchUp.done()).isNotDone();
      readUntil(loop, "select coalesce(sum(records), 0) from fold", 3);
      catchUp.look();
      assertThat(catchUp.done()).isCompleted();
      loop.read();
      loop.read();
    }
    assertThat(
            bench.number("select next_offset from reader_partition where partition = " + partition))
        .isEqualTo(3);
  }

  private void readUntil(ReaderLoop<String> loop, String sql, long expected) throws SQLException {
    for (int i = 0; i < 100 && bench.number(sql) != expected; i++) {
      loop.read();
    }
    assertThat(bench.number(sql)).as(sql + "; heard " + bench.heard).isEqualTo(expected);
  }

  private static void attempt(Attempt attempt) {
    try {
      attempt.run();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @FunctionalInterface
  private interface Attempt {
    void run() throws SQLException;
  }
}
