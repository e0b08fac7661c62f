package io.weir.command.deployment;

import io.weir.events.spec.FlinkLine;
import java.util.List;
import java.util.Map;

/**
 * Flink's own Kubernetes high availability: what Weir asks for where the user says nothing of it,
 * and completes where the user only names it, as the defaults of existing platforms do.
 */
public final class HighAvailability {
  private static final String PREFIX = "high-availability";
  private static final String TYPE = "high-availability.type";

  /** All that a line has or had for the mode. */
  private static final List<String> MODES = List.of(PREFIX, TYPE, "recovery.mode");

  private static final String STORAGE = "high-availability.storageDir";
  private static final String FACTORY =
      "org.apache.flink.kubernetes.highavailability.KubernetesHaServicesFactory";

  private HighAvailability() {}

  /**
   * Where a cluster keeps it.
   *
   * @param storage a directory of its own
   * @param clusterId what its objects in Kubernetes are named after
   * @param kubernetesNamespace where they are
   */
  public record Place(String storage, String clusterId, String kubernetesNamespace) {}

  /**
   * A JobManager takes up what was kept under its job's id. Where that is the same for all jobs, it
   * would be an earlier job's, whatever this one is to begin from.
   */
  static void check(Map<String, String> user, FlinkLine line, SpecFaults faults) {
    if (line.takesJobId()) return;
    for (String key : MODES) {
      String mode = user.getOrDefault(key, "").strip();
      if (!mode.isEmpty() && !mode.equalsIgnoreCase("none"))
        faults.add(
            SpecFaults.TEMPLATE + "/flinkConfiguration" + SpecFaults.step(key),
            "Flink %s gives the same id, of zeros, to the job of every cluster, so with high availability a job could go on from what another one left: set the option to NONE, or use Flink 1.8 or later"
                .formatted(line));
    }
  }

  /** Puts into the options what is missing beside those of the user. */
  public static void complete(
      Map<String, String> options, Map<String, String> user, FlinkLine line, Place place) {
    if (!line.atLeast(1, 12)) return;
    boolean silent = user.keySet().stream().noneMatch(key -> key.startsWith(PREFIX));
    if (silent)
      options.put(
          line.atLeast(1, 18) ? TYPE : PREFIX, line.atLeast(1, 18) ? "kubernetes" : FACTORY);
    if (!silent && !namesKubernetes(user)) return;
    options.put(STORAGE, place.storage());
    options.put("kubernetes.cluster-id", place.clusterId());
    options.put("kubernetes.namespace", place.kubernetesNamespace());
  }

  /**
   * Replaces the names that platforms and later lines gave to it by what the line knows
   * (app-manager-api.md 8.2).
   */
  public static void translate(Map<String, String> options, FlinkLine line) {
    for (String key : List.of(PREFIX, TYPE))
      options.computeIfPresent(
          key,
          (name, value) ->
              isKubernetes(value) ? line.atLeast(1, 18) ? "kubernetes" : FACTORY : value);
  }

  private static boolean namesKubernetes(Map<String, String> user) {
    return isKubernetes(user.getOrDefault(PREFIX, "")) || isKubernetes(user.getOrDefault(TYPE, ""));
  }

  private static boolean isKubernetes(String value) {
    return value.equals("vvp-kubernetes") || value.equals("kubernetes") || value.equals(FACTORY);
  }
}
