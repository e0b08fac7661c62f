package io.weir.eventlog.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.weir.embedded.junit.BrokerExtension;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.eventlog.Failpoint;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two instances of one reader, as two processes run them, on threads of their own. */
class ReaderSharingTest {
  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofSeconds(30);

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private final Set<Thread> second = ConcurrentHashMap.newKeySet();
  private final CountDownLatch thaw = new CountDownLatch(1);

  @AfterEach
  void disarm() {
    thaw.countDown();
    Failpoint.disarmAll();
  }

  @Test
  void shareThePartitionsAndTakeThemOverFromOneThatHangs() throws Exception {
    try (ReaderBench bench =
            new ReaderBench(
                DATABASE.freshDatabase(),
                BROKER.bootstrapServers(),
                BROKER.freshTopic(ReaderBench.PARTITIONS));
        PartitionReader<String> one = start(bench, "one", ReaderListener.none())) {
      await("the first to have all").atMost(SOON).until(() -> held(bench, "one/0") == 3);
      try (PartitionReader<String> two = start(bench, "two", new Remembering())) {
        await("the second to have its share")
            .atMost(SOON)
            .until(() -> held(bench, "one/0") == 2 && held(bench, "two/0") == 1);
        Failpoint.arm(
            ReaderFailpoints.AFTER_POLL,
            (name, hit) -> {
              if (second.contains(Thread.currentThread())) {
                freeze();
              }
            });
        for (String key : new String[] {"a", "b", "c"}) {
          bench.write(key, key + "0");
        }
        await("the first to take over and apply all")
            .atMost(SOON)
            .until(() -> bench.number("select count(*) from fold") == 3);
        assertThat(held(bench, "one/0")).isEqualTo(3);
        thaw.countDown();
        await("the second to be back")
            .atMost(SOON)
            .until(() -> held(bench, "one/0") == 2 && held(bench, "two/0") == 1);
        assertThat(two.caughtUp()).isCompleted();
      }
      await("the first to have all again").atMost(SOON).until(() -> held(bench, "one/0") == 3);
      assertThat(one.caughtUp()).isCompleted();
      assertThat(bench.rows(ReaderBench.READER)).isEqualTo(Fold.of(bench.topic()));
    }
  }

  @Test
  void givesEachThreadItsShareFromTheBeginning() throws Exception {
    Queue<String> lost = new ConcurrentLinkedQueue<>();
    ReaderListener<String> listener =
        new ReaderListener<>() {
          @Override
          public void lost(int partition, String reason) {
            lost.add(partition + ": " + reason);
          }
        };
    try (ReaderBench bench =
            new ReaderBench(
                DATABASE.freshDatabase(),
                BROKER.bootstrapServers(),
                BROKER.freshTopic(ReaderBench.PARTITIONS));
        PartitionReader<String> both =
            PartitionReader.start(
                bench.source,
                settings(bench, "both").onThreads(2),
                bench::decode,
                Fold.handler(ReaderBench.READER),
                listener,
                new SimpleMeterRegistry())) {
      await("both threads to have their shares")
          .atMost(SOON)
          .until(() -> held(bench, "both/0") == 2 && held(bench, "both/1") == 1);
      both.caughtUp().get(SOON.toSeconds(), TimeUnit.SECONDS);
      assertThat(lost).isEmpty();
    }
  }

  private void freeze() {
    try {
      thaw.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static long held(ReaderBench bench, String owner) throws SQLException {
    return bench.number(
        "select count(*) from reader_partition where lease_until > clock_timestamp() and owner = '%s'"
            .formatted(owner));
  }

  private static PartitionReader<String> start(
      ReaderBench bench, String owner, ReaderListener<String> listener) {
    return PartitionReader.start(
        bench.source,
        settings(bench, owner),
        bench::decode,
        Fold.handler(ReaderBench.READER),
        listener,
        new SimpleMeterRegistry());
  }

  private static ReaderSettings settings(ReaderBench bench, String owner) {
    return new ReaderSettings(
        ReaderBench.READER,
        owner,
        bench.bootstrapServers,
        bench.topic,
        ReaderBench.PARTITIONS,
        5,
        LEASE,
        Duration.ofMillis(50),
        1,
        Optional.empty());
  }

  /** Knows the threads of its reader. */
  private final class Remembering implements ReaderListener<String> {
    @Override
    public void claimed(int partition) {
      second.add(Thread.currentThread());
    }
  }
}
