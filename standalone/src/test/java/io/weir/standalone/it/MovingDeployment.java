package io.weir.standalone.it;

import io.weir.standalone.client.Answer;
import io.weir.standalone.client.WeirClient;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/**
 * A deployment with a real Flink job that is started and cancelled again and again, while somebody
 * else looks whether two of its jobs are ever there at once.
 */
final class MovingDeployment {
  private static final Duration STATE_WITHIN = Duration.ofMinutes(3);

  private final WeirClient weir;
  private final WeirClient cluster;
  private final String id;
  private final AtomicBoolean enough = new AtomicBoolean();
  private final AtomicInteger starts = new AtomicInteger();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final Thread mover = Thread.ofVirtual().name("mover").unstarted(this::move);
  private final Thread watcher = Thread.ofVirtual().name("watcher").unstarted(this::watch);

  private MovingDeployment(WeirClient weir, WeirClient cluster, String id) {
    this.weir = weir;
    this.cluster = cluster;
    this.id = id;
  }

  static MovingDeployment start(WeirClient weir, WeirClient cluster, String id) {
    MovingDeployment deployment = new MovingDeployment(weir, cluster, id);
    deployment.mover.start();
    deployment.watcher.start();
    return deployment;
  }

  String id() {
    return id;
  }

  /** How often it came to RUNNING. */
  int starts() {
    return starts.get();
  }

  /** Ends the moving, at CANCELLED. */
  void end() throws InterruptedException {
    enough.set(true);
    mover.join();
    watcher.join();
  }

  /** What must not be, in words. */
  List<String> faults() {
    return faults;
  }

  private void move() {
    while (!enough.get()) {
      if (reach("RUNNING")) {
        starts.incrementAndGet();
      }
      reach("CANCELLED");
    }
  }

  /** Wishes for a state until it is there; a command may be lost with the part that it met. */
  private boolean reach(String state) {
    long deadline = System.nanoTime() + STATE_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        weir.sendBody(
            "PATCH",
            Jobs.NAMESPACE + "/deployments/" + id,
            "application/json",
            "{\"spec\":{\"state\":\"" + state + "\"}}",
            Map.of());
        for (int look = 0; look < 40; look++) {
          Answer answer = weir.get(Jobs.NAMESPACE + "/deployments/" + id);
          if (answer.isSuccess() && answer.text("/status/state").equals(state)) {
            return true;
          }
          pause();
        }
      } catch (IOException partIsDown) {
        pause();
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    faults.add("%s did not come to %s within %s".formatted(id, state, STATE_WITHIN));
    return false;
  }

  private void watch() {
    String pods =
        "/api/v1/namespaces/default/pods?labelSelector=weir.io%2Fdeployment-id%3D"
            + id
            + ",app.kubernetes.io%2Fcomponent%3Djobmanager";
    while (mover.isAlive()) {
      try {
        Answer answer = cluster.get(pods);
        Set<String> jobs = new HashSet<>();
        for (JsonNode pod : answer.body().path("items")) {
          jobs.add(pod.path("metadata").path("labels").path("weir.io/job-id").asString(""));
        }
        if (jobs.size() > 1) {
          faults.add("two jobs of %s at once: %s".formatted(id, jobs));
        }
      } catch (IOException clusterIsDown) {
        // Looked at again in a moment.
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return;
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(250);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
