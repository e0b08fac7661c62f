package io.weir.chaos.load;

import io.weir.chaos.weir.ChildWeir;
import io.weir.standalone.data.PortTable;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who looks at the cluster all the time and sees whether two jobs of one deployment are
 * ever there at once.
 */
public final class JobWatch {
  private static final String JOB_MANAGERS =
      "/api/v1/namespaces/default/pods?labelSelector=app.kubernetes.io%2Fcomponent%3Djobmanager,weir.io%2Fdeployment-id%3D";

  private final ChildWeir weir;
  private final String deploymentId;
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final Thread thread = Thread.ofVirtual().name("job-watch").unstarted(this::watch);
  private volatile boolean enough;
  private volatile long looks;

  public JobWatch(ChildWeir weir, String deploymentId) {
    this.weir = weir;
    this.deploymentId = deploymentId;
  }

  public void start() {
    thread.start();
  }

  public void end() throws InterruptedException {
    enough = true;
    thread.join();
  }

  /** How often the cluster answered. */
  public long looks() {
    return looks;
  }

  /** What must not be, in words. */
  public List<String> faults() {
    return faults;
  }

  private void watch() {
    try {
      while (!enough) {
        look();
        TimeUnit.MILLISECONDS.sleep(250);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws InterruptedException {
    try {
      Set<String> jobs = new TreeSet<>();
      JsonNode pods =
          weir.client(PortTable.Name.CLUSTER).get(JOB_MANAGERS + deploymentId).body().path("items");
      for (JsonNode pod : pods) {
        jobs.add(pod.path("metadata").path("labels").path("weir.io/job-id").asString(""));
      }
      looks++;
      if (jobs.size() > 1) {
        faults.add("two jobs of %s at once: %s".formatted(deploymentId, jobs));
      }
    } catch (IOException clusterIsDown) {
      // Looked at again in a moment.
    }
  }
}
