package io.weir.chaos.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * After the last fault everything comes to rest: each deployment is where it was wished to be or at
 * a defined end with a reason, the read models have all that the log has, nothing waits for an
 * operator, and nothing is left in the cluster of what is not to run.
 */
public final class ConvergenceChecker {
  private static final Set<String> ENDS = Set.of("FAILED", "FINISHED");

  /**
   * A deployment as a client sees it.
   *
   * @param version its resource version, which counts its events
   */
  public record Deployment(String id, String wish, String state, long version) {}

  /**
   * What can be seen.
   *
   * @param deployments all of them
   * @param events how many events of each the topic has
   * @param resources what the cluster has for deployments: kind, name and deployment
   * @param blockedKeys what readers have set aside
   */
  public record Sight(
      List<Deployment> deployments,
      Map<String, Long> events,
      List<Resource> resources,
      List<String> blockedKeys) {
    public Sight {
      deployments = List.copyOf(deployments);
      events = Map.copyOf(events);
      resources = List.copyOf(resources);
      blockedKeys = List.copyOf(blockedKeys);
    }
  }

  /** An object in the cluster. */
  public record Resource(String kind, String name, String deploymentId) {}

  private ConvergenceChecker() {}

  /** What is not at rest, in words; empty when all is. */
  public static List<String> faults(Sight sight) {
    List<String> faults = new ArrayList<>();
    for (Deployment deployment : sight.deployments()) {
      String state = deployment.state();
      if (!state.equals(deployment.wish()) && !ENDS.contains(state)) {
        faults.add(
            "%s is %s, but it is to be %s".formatted(deployment.id(), state, deployment.wish()));
      }
      long events = sight.events().getOrDefault(deployment.id(), 0L);
      if (deployment.version() != events) {
        faults.add(
            "%s is shown at version %d, but the topic has %d events of it"
                .formatted(deployment.id(), deployment.version(), events));
      }
    }
    for (Resource resource : sight.resources()) {
      boolean runs =
          sight.deployments().stream()
              .anyMatch(
                  deployment ->
                      deployment.id().equals(resource.deploymentId())
                          && deployment.state().equals("RUNNING"));
      if (!runs) {
        faults.add(
            "%s %s of %s is left over"
                .formatted(resource.kind(), resource.name(), resource.deploymentId()));
      }
    }
    sight.blockedKeys().forEach(key -> faults.add("the key " + key + " is still blocked"));
    return faults;
  }
}
