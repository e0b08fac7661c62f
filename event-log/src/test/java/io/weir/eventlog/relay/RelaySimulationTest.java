package io.weir.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.embedded.junit.BrokerExtension;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.eventlog.EventStore;
import io.weir.eventlog.Failpoint;
import io.weir.eventlog.FailpointError;
import io.weir.eventlog.Topic;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random appender transactions, relay steps, crashes between every two steps, leaders that lose
 * their lock while frozen, and broker restarts, on one thread with one seed; then quiet, then
 * {@link StreamChecker}.
 *
 * <p>{@code -Dweir.simulation.runs=N} runs N seeds instead of the fixed ones.
 */
class RelaySimulationTest {
  private static final int PARTITIONS = 3;
  private static final int ACTIONS = 100;
  private static final int FIXED_RUNS = 8;

  @RegisterExtension static final BrokerExtension BROKER = new BrokerExtension();
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  private final Map<String, Integer> crashesAt = new TreeMap<>();
  private int frozen;
  private int restarts;
  private int pipelined;

  @AfterEach
  void disarm() {
    Failpoint.disarmAll();
  }

  @Test
  void losesNothingInventsNothingAndKeepsTheOrder() throws Exception {
    int runs = Integer.getInteger("weir.simulation.runs", FIXED_RUNS);
    int seed = 0;
    // How the servers' timing falls decides what a seed reaches: a few more seeds when a failpoint
    // is left.
    while (seed < runs || (seed < 4 * runs && crashesAt.size() < RelayFailpoints.ALL.size())) {
      new Run(seed++).run();
    }
    System.out.printf(
        "Relay simulation: %d seeds, %d crashes %s, %d frozen leaders, %d broker kills, %d reads with a batch under way survived.%n",
        seed, crashes(), crashesAt, frozen, restarts, pipelined);
    assertThat(crashesAt.keySet())
        .as("failpoints at which a relay has died")
        .containsExactlyInAnyOrderElementsOf(RelayFailpoints.ALL);
    assertThat(frozen).isPositive();
    assertThat(pipelined).as("reads while a batch is under way").isPositive();
  }

  private int crashes() {
    return crashesAt.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** One seed. */
  private final class Run {
    private final long seed;
    private final Random random;
    private final EventStore store = new EventStore(DATABASE.freshDatabase());
    private final String topic = BROKER.freshTopic(PARTITIONS);
    private final Deque<String> log = new ArrayDeque<>();
    private final Appenders appenders;
    private RelayTerm leader;
    private int terms;

    Run(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      this.appenders = new Appenders(store, random);
    }

    void run() throws Exception {
      try (appenders) {
        for (int i = 0; i < ACTIONS; i++) {
          act();
          if (seed % 8 == 5 && i == ACTIONS / 2) {
            killBroker();
          }
        }
        appenders.finish();
        drain();
        StreamChecker.check(
            store.all(),
            Topic.readAll(BROKER.bootstrapServers(), topic),
            PARTITIONS,
            "seed " + seed);
      } catch (AssertionError | SQLException | RuntimeException failure) {
        throw new AssertionError("Seed %d failed after: %s".formatted(seed, log), failure);
      } finally {
        Failpoint.disarmAll();
        endTerm();
      }
    }

    private void act() throws SQLException {
      int choice = random.nextInt(20);
      if (choice < 9) {
        note(appenders.act());
      } else if (choice < 14) {
        step();
      } else if (choice < 19) {
        crash();
      } else {
        armFreeze();
        step();
      }
    }

    /** A step of the leader, or the beginning of a term; dies at an armed failpoint. */
    private void step() throws SQLException {
      try {
        if (leader == null) {
          leader = begin().orElseThrow();
          note("lead");
        }
        if (leader.underWay() > 0) {
          pipelined++;
        }
        RelayTerm.Step step = leader.step();
        note(step.toString());
        if (step == RelayTerm.Step.IDLE && !leader.waiting()) {
          leader.beginToWait();
        }
      } catch (FailpointError crash) {
        note("crash");
        endTerm();
      } catch (SQLException | FencedException | PublishException failure) {
        note("term ends: " + failure.getMessage());
        endTerm();
      } finally {
        Failpoint.disarmAll();
      }
    }

    /** A relay dies at a random failpoint; life goes on around it until it gets there. */
    private void crash() throws SQLException {
      String name = RelayFailpoints.ALL.get(random.nextInt(RelayFailpoints.ALL.size()));
      if (name.equals(RelayFailpoints.AFTER_LOCK) || name.equals(RelayFailpoints.AFTER_CLAIM)) {
        endTerm();
      }
      int before = crashes();
      for (int i = 0; i < 6 && crashes() == before; i++) {
        Failpoint.arm(
            name,
            (hitName, hit) -> {
              crashesAt.merge(hitName, 1, Integer::sum);
              throw new FailpointError(hitName);
            });
        step();
        note(appenders.act());
      }
    }

    /**
     * The leader stops at a failpoint, loses its session, another leads for some steps; then it
     * goes on.
     */
    private void armFreeze() {
      String name =
          List.of(RelayFailpoints.AFTER_READ, RelayFailpoints.MID_SEND, RelayFailpoints.AFTER_ACK)
              .get(random.nextInt(3));
      Failpoint.arm(
          name,
          (hitName, hit) -> {
            if (hit > 1) {
              return;
            }
            note("freeze at " + hitName);
            frozen++;
            try {
              loseSession();
              Optional<RelayTerm> other = begin();
              if (other.isPresent()) {
                for (int i = random.nextInt(4); i >= 0; i--) {
                  note("other " + other.get().step());
                  note(appenders.act());
                }
                other.get().close();
              }
            } catch (SQLException failure) {
              throw new IllegalStateException(failure);
            }
          });
    }

    private Optional<RelayTerm> begin() throws SQLException {
      String owner = "s%d-%d".formatted(seed, terms++);
      RelaySettings settings =
          RelaySettings.of(owner, BROKER.bootstrapServers(), topic, PARTITIONS)
              .deliveringWithin(Duration.ofSeconds(2))
              // Small enough for a backlog, so that batches overlap.
              .reading(2 + terms % 5, 8L << 20);
      return RelayTerm.begin(store.database().dataSource(), settings);
    }

    private void loseSession() throws SQLException {
      try (Connection connection = store.connect()) {
        connection
            .createStatement()
            .execute(
                """
                select pg_terminate_backend(pid, 5000) from pg_locks
                 where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
                """);
      }
    }

    /**
     * The broker dies in the middle of a send, and is back only after deliveries have timed out.
     */
    private void killBroker() throws Exception {
      note("kill the broker");
      restarts++;
      store.append(new UUID(0x7001L, seed), 0);
      Failpoint.arm(RelayFailpoints.MID_SEND, (name, hit) -> BROKER.broker().kill9());
      step();
      BROKER.broker().kill9();
      step();
      BROKER.broker().restart();
    }

    private void drain() throws SQLException {
      int quiet = 0;
      for (int i = 0; quiet < 2; i++) {
        assertThat(i).as("steps until the relay is idle").isLessThan(2_000);
        step();
        quiet = "IDLE".equals(log.peekLast()) ? quiet + 1 : 0;
      }
    }

    private void endTerm() throws SQLException {
      if (leader != null) {
        RelayTerm ended = leader;
        leader = null;
        ended.abandon();
      }
    }

    private void note(String what) {
      log.addLast(what);
    }
  }
}
