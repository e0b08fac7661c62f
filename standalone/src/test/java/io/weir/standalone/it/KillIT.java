package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.standalone.client.Answer;
import io.weir.standalone.client.WeirClient;
import io.weir.standalone.data.PortTable;
import io.weir.standalone.process.PartStatus;
import io.weir.standalone.process.Supervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every part is killed from outside, and every service halts at named failpoints, while commands
 * come in and a real job is started and cancelled; then the log, the views and the cluster must be
 * right.
 */
class KillIT {
  private static final long SEED = Long.getLong("weir.kill.seed", 20_261_121L);
  private static final int ROUNDS = Integer.getInteger("weir.kill.rounds", 1);
  private static final int DEPLOYMENTS = 3;
  private static final int WRITERS_PER_DEPLOYMENT = 2;

  @RegisterExtension static final StackExtension WEIR = new StackExtension();

  private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
  private final AtomicBoolean enough = new AtomicBoolean();
  private final Set<String> halted = new TreeSet<>();

  @Test
  void losesDoublesAndReordersNothing() throws Exception {
    Jobs jobs = new Jobs(WEIR.stack().client(), WEIR.modules());
    List<String> ids = new ArrayList<>();
    List<Thread> writers = new ArrayList<>();
    for (int d = 0; d < DEPLOYMENTS; d++) {
      String id = jobs.create(jobs.yaml("kill-" + d, "CANCELLED", "--rate 1"));
      ids.add(id);
      for (int w = 0; w < WRITERS_PER_DEPLOYMENT; w++) {
        String writer = "writer-" + w;
        writers.add(Thread.ofVirtual().start(() -> write(id, writer)));
      }
    }
    MovingDeployment moving =
        MovingDeployment.start(
            WEIR.stack().client(),
            WEIR.stack().client(PortTable.Name.CLUSTER),
            jobs.create(jobs.yaml("kill-moving", "CANCELLED", "--rate 1")));
    int kills = killAll(new Random(SEED));
    long acknowledged = attempts.stream().filter(Attempt::isAcknowledged).count();
    await("commands are acknowledged after the last kill")
        .atMost(Duration.ofMinutes(2))
        .until(() -> attempts.stream().filter(Attempt::isAcknowledged).count() > acknowledged + 20);
    enough.set(true);
    for (Thread writer : writers) {
      writer.join();
    }
    moving.end();

    awaitReadModels(ids);
    StreamChecker.Report stream = StreamChecker.check(Topic.read(WEIR.stack().bootstrapServers()));
    assertThat(stream.faults()).isEmpty();
    assertThat(HistoryChecker.faults(attempts, stream.streams())).isEmpty();
    assertThat(moving.faults()).isEmpty();
    assertThat(moving.starts()).isPositive();
    assertThat(JobChecker.faults(stream.streams().get(moving.id()))).isEmpty();
    for (String id : ids) {
      assertThat(jobs.get(id).number("/metadata/resourceVersion"))
          .isEqualTo(stream.streams().get(id).size());
    }
    Answer verified = WEIR.stack().client(PortTable.Name.PROJECTION).get("/internal/verify");
    assertThat(verified.body().path("equal").asBoolean(false)).as("%s", verified.body()).isTrue();
    System.out.printf(
        "KillIT: survived %d kills (seed %d; at failpoints: %s), %d starts of a real job, never two at once: %d commands acknowledged, %d without an answer, %d records repeated%n",
        kills,
        SEED,
        halted,
        moving.starts(),
        attempts.stream().filter(Attempt::isAcknowledged).count(),
        attempts.stream().filter(attempt -> !attempt.isAcknowledged()).count(),
        stream.repeats());
  }

  private int killAll(Random random) throws Exception {
    Supervisor supervisor = WEIR.stack().supervisor();
    List<String> parts = supervisor.statuses().stream().map(PartStatus::name).toList();
    List<Kill> kills = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      kills.addAll(Kill.round(parts, ROUNDS > 1, random));
    }
    int done = 0;
    for (Kill kill : kills) {
      // Kills come at any moment of a command's way; the seed fixes which.
      TimeUnit.MILLISECONDS.sleep(random.nextInt(700));
      done += carryOut(kill, supervisor);
      System.out.printf("KillIT: %d kills so far, the last: %s%n", done, kill);
    }
    return done;
  }

  /** A failpoint costs two kills: one to arm it at the next start, and the halt itself. */
  private int carryOut(Kill kill, Supervisor supervisor) throws IOException {
    int expected = kill.failpoint().isPresent() ? 2 : 1;
    if (kill.failpoint().isPresent()) {
      Files.writeString(
          WEIR.directory().resolve("run").resolve(kill.part() + ".failpoints"),
          kill.failpoint().get() + "=halt");
    }
    int before = restarts(supervisor, kill.part());
    supervisor.part(kill.part()).kill();
    await(kill + " is over and everything is ready again")
        .atMost(Duration.ofMinutes(4))
        .until(
            () ->
                restarts(supervisor, kill.part()) >= before + expected
                    && everyPartIsReady(supervisor));
    kill.failpoint().ifPresent(halted::add);
    return expected;
  }

  private static int restarts(Supervisor supervisor, String part) {
    return supervisor.statuses().stream()
        .filter(status -> status.name().equals(part))
        .mapToInt(PartStatus::restarts)
        .sum();
  }

  private static boolean everyPartIsReady(Supervisor supervisor) {
    return supervisor.statuses().stream()
        .allMatch(status -> status.state() == PartStatus.State.READY);
  }

  private void write(String deploymentId, String writer) {
    WeirClient client = WEIR.stack().client();
    for (long number = 1; !enough.get(); number++) {
      long version = 0;
      try {
        Answer answer =
            client.sendBody(
                "PATCH",
                Jobs.NAMESPACE + "/deployments/" + deploymentId,
                "application/json",
                "{\"metadata\":{\"labels\":{\"%s\":\"%d\"}}}".formatted(writer, number),
                Map.of(
                    "Prefer",
                    "respond-async",
                    "Idempotency-Key",
                    "%s-%s-%d".formatted(deploymentId, writer, number)));
        if (answer.isSuccess()) {
          version = answer.number("/metadata/resourceVersion");
        }
      } catch (IOException noAnswer) {
        version = 0;
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return;
      }
      attempts.add(new Attempt(deploymentId, writer, number, version));
      if (version == 0) {
        // While a part is down, refusals come by the thousand and say nothing.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
  }

  /** The newest acknowledged version of each deployment is visible. */
  private void awaitReadModels(List<String> ids) {
    Jobs jobs = new Jobs(WEIR.stack().client(), WEIR.modules());
    for (String id : ids) {
      long newest =
          attempts.stream()
              .filter(attempt -> attempt.deploymentId().equals(id))
              .mapToLong(Attempt::version)
              .max()
              .orElse(0);
      await("the read models have version " + newest + " of " + id)
          .atMost(Duration.ofMinutes(2))
          .until(() -> jobs.get(id).number("/metadata/resourceVersion") >= newest);
    }
  }
}
