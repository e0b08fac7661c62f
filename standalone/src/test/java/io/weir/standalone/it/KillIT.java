package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.standalone.client.Answer;
import io.weir.standalone.client.WeirClient;
import io.weir.standalone.data.PortTable;
import io.weir.standalone.process.PartStatus;
import io.weir.standalone.process.Supervisor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every part is killed while commands are coming in; then the log and the views must be right. */
class KillIT {
  private static final long SEED = Long.getLong("weir.kill.seed", 20_261_121L);
  private static final int ROUNDS = Integer.getInteger("weir.kill.rounds", 1);
  private static final int DEPLOYMENTS = 3;
  private static final int WRITERS_PER_DEPLOYMENT = 2;

  @RegisterExtension static final StackExtension WEIR = new StackExtension();

  private final List<Attempt> attempts = new CopyOnWriteArrayList<>();
  private final AtomicBoolean enough = new AtomicBoolean();

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
    int kills = killEachPart(new Random(SEED));
    long acknowledged = attempts.stream().filter(Attempt::isAcknowledged).count();
    await("commands are acknowledged after the last kill")
        .atMost(Duration.ofMinutes(2))
        .until(() -> attempts.stream().filter(Attempt::isAcknowledged).count() > acknowledged + 20);
    enough.set(true);
    for (Thread writer : writers) {
      writer.join();
    }

    awaitReadModels(ids);
    StreamChecker.Report stream = StreamChecker.check(Topic.read(WEIR.stack().bootstrapServers()));
    assertThat(stream.faults()).isEmpty();
    assertThat(HistoryChecker.faults(attempts, stream.streams())).isEmpty();
    for (String id : ids) {
      assertThat(jobs.get(id).number("/metadata/resourceVersion"))
          .isEqualTo(stream.streams().get(id).size());
    }
    Answer verified = WEIR.stack().client(PortTable.Name.PROJECTION).get("/internal/verify");
    assertThat(verified.body().path("equal").asBoolean(false)).as("%s", verified.body()).isTrue();
    System.out.printf(
        "KillIT: survived %d kills (seed %d): %d commands acknowledged, %d without an answer, %d records repeated%n",
        kills,
        SEED,
        attempts.stream().filter(Attempt::isAcknowledged).count(),
        attempts.stream().filter(attempt -> !attempt.isAcknowledged()).count(),
        stream.repeats());
  }

  private int killEachPart(Random random) throws InterruptedException {
    Supervisor supervisor = WEIR.stack().supervisor();
    List<String> victims = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      List<String> all =
          new ArrayList<>(supervisor.statuses().stream().map(PartStatus::name).toList());
      Collections.shuffle(all, random);
      victims.addAll(all);
    }
    for (String victim : victims) {
      // Kills come at any moment of a command's way; the seed fixes which.
      TimeUnit.MILLISECONDS.sleep(random.nextInt(700));
      int before = restarts(supervisor, victim);
      supervisor.part(victim).kill();
      await(victim + " is started again")
          .atMost(Duration.ofMinutes(3))
          .until(() -> restarts(supervisor, victim) > before && everyPartIsReady(supervisor));
    }
    return victims.size();
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
                Map.of("Prefer", "respond-async"));
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
