package io.weir.chaos.load;

import io.weir.chaos.check.Attempt;
import io.weir.standalone.client.Answer;
import io.weir.standalone.client.WeirClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Crews of writers, each with a deployment of its own that is never started. A writer sends its
 * next command when the last has ended; when there is no answer it asks again under the same key,
 * except each fifth time: so some outcomes stay unknown. After some hundred commands a crew takes a
 * new deployment, since nobody edits one for ever.
 */
public final class Writers {
  private static final int CREWS = 2;
  private static final int WRITERS = 2;
  private static final int COMMANDS_PER_WRITER = 300;
  private static final Duration PAUSE = Duration.ofMillis(60);
  private static final Duration KEEP_ASKING = Duration.ofSeconds(60);

  private final WeirClient client;
  private final Subjects subjects;
  private final List<Attempt> attempts = new ArrayList<>();
  private final Set<String> deployments = new ConcurrentSkipListSet<>();
  private final Set<String> current = new ConcurrentSkipListSet<>();
  private final AtomicInteger names = new AtomicInteger();
  private final List<Thread> crews = new ArrayList<>();
  private volatile boolean enough;

  public Writers(WeirClient client, Subjects subjects) {
    this.client = client;
    this.subjects = subjects;
  }

  public void start() {
    for (int crew = 0; crew < CREWS; crew++) {
      crews.add(Thread.ofVirtual().name("crew-" + crew).start(this::work));
    }
  }

  /** No new command; returns when the last has ended. */
  public void end() throws InterruptedException {
    enough = true;
    for (Thread crew : crews) {
      crew.join();
    }
  }

  /** All commands that have ended so far. */
  public List<Attempt> attempts() {
    synchronized (attempts) {
      return List.copyOf(attempts);
    }
  }

  /** How many have been acknowledged so far. */
  public long acknowledged() {
    synchronized (attempts) {
      return attempts.stream().filter(Attempt::isAcknowledged).count();
    }
  }

  /** Every deployment that was written. */
  public Set<String> deployments() {
    return Set.copyOf(deployments);
  }

  /** The deployments that are being written now. */
  public Set<String> current() {
    return new TreeSet<>(current);
  }

  private void work() {
    try {
      while (!enough) {
        String id = subjects.createIdle("written-" + names.getAndIncrement());
        deployments.add(id);
        current.add(id);
        List<Thread> writers = new ArrayList<>();
        for (int w = 0; w < WRITERS; w++) {
          String name = "writer-" + w;
          writers.add(Thread.ofVirtual().name(name).start(() -> write(id, name)));
        }
        for (Thread writer : writers) {
          writer.join();
        }
        current.remove(id);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(String deploymentId, String writer) {
    try {
      for (long number = 1; number <= COMMANDS_PER_WRITER && !enough; number++) {
        Attempt attempt = send(new Attempt(deploymentId, writer, number, 0, System.nanoTime(), 0));
        synchronized (attempts) {
          attempts.add(attempt);
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private Attempt send(Attempt attempt) throws InterruptedException {
    long deadline = attempt.sentAt() + KEEP_ASKING.toNanos();
    boolean givesUp = attempt.number() % 5 == 0;
    long version = version(attempt);
    while (version == 0 && !givesUp && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis() * 2);
      version = version(attempt);
    }
    return new Attempt(
        attempt.deploymentId(),
        attempt.writer(),
        attempt.number(),
        version,
        attempt.sentAt(),
        System.nanoTime());
  }

  private long version(Attempt attempt) throws InterruptedException {
    try {
      return send(client, attempt);
    } catch (IOException noAnswer) {
      return 0;
    }
  }

  /** Sends a command, or asks again under its key; the version in the answer, 0 without one. */
  public static long send(WeirClient client, Attempt attempt)
      throws IOException, InterruptedException {
    Answer answer =
        client.sendBody(
            "PATCH",
            Subjects.DEPLOYMENTS + "/" + attempt.deploymentId(),
            "application/json",
            attempt.body(),
            Map.of("Prefer", "respond-async", "Idempotency-Key", attempt.key()));
    return answer.isSuccess() ? answer.number("/metadata/resourceVersion") : 0;
  }
}
