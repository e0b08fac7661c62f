package io.weir.chaos.load;

import io.weir.standalone.client.Answer;
import io.weir.standalone.client.WeirClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/**
 * A deployment with a real Flink job that is started, upgraded, asked for savepoints, suspended and
 * cancelled again and again. What it comes to must be what was wished, or FAILED with a reason.
 */
public final class MovingDeployment {
  private static final Duration STATE_WITHIN = Duration.ofMinutes(6);
  private static final Duration STATE_BY_THE_CLOCK = STATE_WITHIN.multipliedBy(4);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final int LOOKS_PER_WISH = 40;
  private static final String SAVEPOINTS = "/api/v1/namespaces/default/savepoints";
  private static final int KEPT_SAVEPOINTS = 2;

  private final WeirClient weir;
  private final BooleanSupplier takesCommands;
  private final String id;
  private final Random random;
  private final AtomicInteger starts = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Visit> visits = new LinkedBlockingQueue<>();
  private final Thread mover = Thread.ofVirtual().name("mover").unstarted(this::move);
  private volatile boolean enough;
  private volatile boolean rescales;
  private int scale = 1;
  private volatile String failure = "";

  private record Visit(Runnable work, CompletableFuture<Void> done) {}

  /**
   * @param takesCommands whether the command service is there now
   * @param seed of what is wished after what
   */
  public MovingDeployment(WeirClient weir, BooleanSupplier takesCommands, String id, long seed) {
    this.weir = weir;
    this.takesCommands = takesCommands;
    this.id = id;
    this.random = new Random(seed);
  }

  public void start() {
    mover.start();
  }

  public String id() {
    return id;
  }

  /** How often it came to RUNNING. */
  public int starts() {
    return starts.get();
  }

  /** How often it came to FAILED, with a reason. */
  public int failures() {
    return failures.get();
  }

  /** What must not be, in words. */
  public List<String> faults() {
    return faults;
  }

  /** Runs some work while the job runs and nothing is wished; returns when it is done. */
  public void whileRunning(Runnable work) throws InterruptedException {
    Visit visit = new Visit(work, new CompletableFuture<>());
    visits.add(visit);
    while (!visit.done().isDone()) {
      if (!mover.isAlive()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    visit.done().join();
  }

  /** The next time that the job runs it takes another scale. */
  public void rescaleNext() {
    rescales = true;
  }

  /** Ends the moving at SUSPENDED, so that everything that the job counted is committed. */
  public void end() throws InterruptedException {
    enough = true;
    mover.join();
  }

  private void move() {
    try {
      while (!enough) {
        if (reach("RUNNING")) {
          starts.incrementAndGet();
          serveVisits();
          change();
          deleteOldSavepoint();
          reach(random.nextBoolean() ? "SUSPENDED" : "CANCELLED");
        }
      }
      if (!reach("RUNNING") || !reach("SUSPENDED")) {
        faults.add("%s did not run and end once more when all was calm: %s".formatted(id, failure));
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      faults.add(bug.getMessage() == null ? bug.toString() : bug.getMessage());
    }
  }

  private void serveVisits() {
    for (Visit visit = visits.poll(); visit != null; visit = visits.poll()) {
      try {
        visit.work().run();
        visit.done().complete(null);
      } catch (RuntimeException failed) {
        visit.done().completeExceptionally(failed);
      }
    }
  }

  /** A savepoint, an upgrade with its state, another scale, or nothing. */
  private void change() throws InterruptedException {
    int next = random.nextInt(5);
    if (rescales) {
      rescales = false;
      rescale();
      return;
    }
    switch (next) {
      case 4 -> rescale();
      case 0 -> tell("POST", SAVEPOINTS, "{\"metadata\":{\"deploymentId\":\"" + id + "\"}}");
      case 1 ->
          tell(
              "PATCH",
              Subjects.DEPLOYMENTS + "/" + id,
              "{\"spec\":{\"template\":{\"spec\":{\"flinkConfiguration\":{\"web.refresh-interval\":\"%d\"}}}}}"
                  .formatted(random.nextInt(400, 4_000)));
      default -> {
        // A short life is a case as well.
      }
    }
  }

  /** From one TaskManager to two, or back; returns when it is so, or there was no answer. */
  private void rescale() throws InterruptedException {
    scale = 3 - scale;
    Optional<Answer> asked =
        tell(
            "PATCH",
            Subjects.DEPLOYMENTS + "/" + id,
            "{\"spec\":{\"template\":{\"spec\":{\"parallelism\":%d,\"numberOfTaskManagers\":%d}}}}"
                .formatted(scale, scale));
    long version = asked.map(answer -> answer.number("/metadata/resourceVersion")).orElse(0L);
    for (int look = 0; version > 0 && look < LOOKS_PER_WISH; look++) {
      if (look().filter(seen -> seen.number("/metadata/resourceVersion") >= version).isPresent()) {
        reach("RUNNING");
        return;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
    }
  }

  /** The oldest one, when there are newer ones to go on from; its data is removed. */
  private void deleteOldSavepoint() throws InterruptedException {
    try {
      List<String> completed = new ArrayList<>();
      for (JsonNode savepoint : weir.get(SAVEPOINTS + "?deploymentId=" + id).body().path("items")) {
        if (savepoint.at("/status/state").asString("").equals("COMPLETED")) {
          completed.add(savepoint.at("/metadata/id").asString(""));
        }
      }
      if (completed.size() > KEPT_SAVEPOINTS) {
        weir.delete(SAVEPOINTS + "/" + completed.getFirst());
      }
    } catch (IOException partIsDown) {
      // There will be another.
    }
  }

  /** Once; a part may be down, and then it was not to be. */
  private Optional<Answer> tell(String method, String path, String body)
      throws InterruptedException {
    try {
      return Optional.of(weir.sendBody(method, path, "application/json", body, Map.of()));
    } catch (IOException partIsDown) {
      return Optional.empty();
    }
  }

  /**
   * Wishes for a state until it is there; a command may be lost with the part that it met. FAILED
   * ends it too, and is cleaned up.
   */
  private boolean reach(String state) throws InterruptedException {
    Patience patience = new Patience(STATE_WITHIN, STATE_BY_THE_CLOCK, System.nanoTime());
    while (!patience.isOver()) {
      wish(state);
      for (int look = 0; look < LOOKS_PER_WISH; look++) {
        Optional<Answer> answer = look();
        // Reads need the views alone; reports of what happened, too, wait for who takes commands.
        patience.looked(System.nanoTime(), answer.isPresent() && takesCommands.getAsBoolean());
        String actual = answer.map(found -> found.text("/status/state")).orElse("");
        if (actual.equals(state)) {
          return true;
        }
        if (actual.equals("FAILED") && !state.equals("CANCELLED")) {
          failures.incrementAndGet();
          failure = answer.get().body().path("status").toString();
          reach("CANCELLED");
          return false;
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
      }
    }
    faults.add(
        "%s did not come to %s within %s: %s"
            .formatted(
                id,
                state,
                STATE_WITHIN,
                look().map(found -> found.body().path("status").toString()).orElse("no answer")));
    return false;
  }

  /** A job that had state has left a restore point behind, however it ended. */
  private void wish(String state) throws InterruptedException {
    Optional<Answer> answer =
        tell("PATCH", Subjects.DEPLOYMENTS + "/" + id, "{\"spec\":{\"state\":\"" + state + "\"}}");
    if (answer.filter(given -> given.text("/code").equals("NO_RESTORE_POINT")).isPresent()) {
      throw new IllegalStateException(
          "Expected a restore point of %s, but: %s".formatted(id, answer.get().text("/message")));
    }
  }

  private Optional<Answer> look() throws InterruptedException {
    try {
      return Optional.of(weir.get(Subjects.DEPLOYMENTS + "/" + id)).filter(Answer::isSuccess);
    } catch (IOException partIsDown) {
      return Optional.empty();
    }
  }
}
