package io.weir.cluster.image;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Flink settings that this machine decides. All pods share its network, so each binds to its own
 * loopback address; all share its memory, so the sizes are small (see {@link FlinkSizing}).
 */
final class FlinkOverrides {
  private FlinkOverrides() {}

  /** Settings that hold whatever the configuration says. */
  static Map<String, String> jobManager(LaunchRequest request) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("jobmanager.bind-host", request.podIp());
    settings.put("rest.bind-address", request.podIp());
    settings.put("io.tmp.dirs", request.temporary().toString());
    return settings;
  }

  /** Settings that hold whatever the configuration says. */
  static Map<String, String> taskManager(FlinkSizing sizing, LaunchRequest request) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("taskmanager.host", request.podIp());
    settings.put("taskmanager.bind-host", request.podIp());
    settings.put("io.tmp.dirs", request.temporary().toString());
    settings.put("taskmanager.cpu.cores", Double.toString(request.cpuLimit().orElse(1)));
    settings.put("taskmanager.memory.task.heap.size", sizing.taskHeap() + "m");
    settings.put("taskmanager.memory.task.off-heap.size", "0b");
    settings.put("taskmanager.memory.framework.heap.size", FlinkSizing.FRAMEWORK_HEAP + "m");
    settings.put(
        "taskmanager.memory.framework.off-heap.size", FlinkSizing.FRAMEWORK_OFF_HEAP + "m");
    settings.put("taskmanager.memory.network.min", sizing.network() + "m");
    settings.put("taskmanager.memory.network.max", sizing.network() + "m");
    settings.put("taskmanager.memory.managed.size", sizing.managed() + "m");
    settings.put("taskmanager.memory.jvm-metaspace.size", "128m");
    settings.put("taskmanager.memory.jvm-overhead.min", "64m");
    settings.put("taskmanager.memory.jvm-overhead.max", "64m");
    return settings;
  }

  /** Settings that hold unless the configuration or the container's arguments say otherwise. */
  static Map<String, String> defaults(FlinkRole role, LaunchRequest request) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (role.taskManager) {
      settings.put("taskmanager.resource-id", request.podName());
    } else {
      settings.put("jobmanager.rpc.address", request.podIp());
      settings.put(
          "user.artifacts.base-dir", request.root().resolve("opt/flink/artifacts").toString());
      // The REST API repeats itself for 3 s otherwise, and vertex metrics for 10 s.
      settings.put("web.refresh-interval", "300");
      settings.put("metrics.fetcher.update-interval", "1000");
    }
    // A TaskManager that starts before its JobManager would wait 10 s otherwise.
    settings.put("cluster.registration.error-delay", "300");
    settings.put("cluster.registration.max-timeout", "2000");
    return settings;
  }
}
