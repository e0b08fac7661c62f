package io.weir.chaos.load;

import io.weir.standalone.client.Answer;
import io.weir.standalone.client.WeirClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A deployment whose job runs on a session cluster. Both are made when somebody needs them for the
 * first time; then the job comes and goes each time that it is moved. After the campaign neither
 * runs.
 */
public final class SessionGuest {
  private static final String CLUSTER = "shared";
  private static final Duration END_WITHIN = Duration.ofMinutes(6);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private final WeirClient weir;
  private final Subjects subjects;
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private volatile String id = "";
  private String before = "";
  private volatile int starts;

  public SessionGuest(WeirClient weir, Subjects subjects) {
    this.weir = weir;
    this.subjects = subjects;
  }

  /** The deployment; empty: nobody has needed it. */
  public Optional<String> id() {
    return Optional.of(id).filter(made -> !made.isEmpty());
  }

  /** How often its job was seen to have come to RUNNING. */
  public int starts() {
    return starts;
  }

  /** What must not be, in words. */
  public List<String> faults() {
    return faults;
  }

  /** One step on the way of a job to the session cluster and away again. */
  void move() throws IOException, InterruptedException {
    if (id.isEmpty()) {
      id = subjects.createGuest(CLUSTER, "guest");
    }
    String state = weir.get(path()).text("/status/state");
    if (state.equals("RUNNING") && !before.equals(state)) {
      starts++;
    }
    before = state;
    switch (state) {
      case "RUNNING", "FAILED" -> wish(path(), "CANCELLED");
      case "CANCELLED", "SUSPENDED", "FINISHED" -> wish(path(), "RUNNING");
      default -> {
        // Under way.
      }
    }
  }

  /** Ends the job, then the session cluster; what does not end is a fault. */
  public void end() throws InterruptedException {
    if (id.isEmpty()) {
      return;
    }
    reach(path(), "CANCELLED");
    reach(Subjects.SESSION_CLUSTERS + "/" + CLUSTER, "STOPPED");
  }

  private String path() {
    return Subjects.DEPLOYMENTS + "/" + id;
  }

  private void reach(String path, String state) throws InterruptedException {
    long deadline = System.nanoTime() + END_WITHIN.toNanos();
    String seen = "";
    while (System.nanoTime() < deadline) {
      try {
        wish(path, state);
        seen = weir.get(path).body().path("status").toString();
        if (weir.get(path).text("/status/state").equals(state)) {
          return;
        }
      } catch (IOException partIsDown) {
        seen = partIsDown.toString();
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
    }
    faults.add("%s did not come to %s within %s: %s".formatted(path, state, END_WITHIN, seen));
  }

  private Answer wish(String path, String state) throws IOException, InterruptedException {
    return weir.sendBody(
        "PATCH", path, "application/json", "{\"spec\":{\"state\":\"" + state + "\"}}", Map.of());
  }
}
