package io.weir.cluster.kinds;

import static io.weir.cluster.kinds.Defaults.put;

import io.weir.cluster.json.Trees;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a pod's spec contains when its author did not say, in a pod as in a template. */
final class PodDefaults {
  private static final List<String> CONTAINER_LISTS = List.of("containers", "initContainers");
  private static final int READABLE_BY_ALL = 420;

  private PodDefaults() {}

  static void fill(ObjectNode spec) {
    put(spec, "restartPolicy", "Always");
    put(spec, "dnsPolicy", "ClusterFirst");
    put(spec, "schedulerName", "default-scheduler");
    put(spec, "terminationGracePeriodSeconds", 30);
    Trees.child(spec, "securityContext");
    for (String list : CONTAINER_LISTS) {
      for (JsonNode container : spec.path(list)) {
        if (container instanceof ObjectNode object) {
          container(object);
        }
      }
    }
    for (JsonNode volume : spec.path("volumes")) {
      if (volume instanceof ObjectNode object) {
        volume(object);
      }
    }
  }

  private static void container(ObjectNode container) {
    put(container, "terminationMessagePath", "/dev/termination-log");
    put(container, "terminationMessagePolicy", "File");
    put(container, "imagePullPolicy", pullPolicy(Trees.text(container, "image")));
    Trees.child(container, "resources");
    for (JsonNode port : container.path("ports")) {
      put((ObjectNode) port, "protocol", "TCP");
    }
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      if (container.get(probe) instanceof ObjectNode object) {
        probe(object);
      }
    }
    for (JsonNode variable : container.path("env")) {
      if (Trees.at(variable, "valueFrom", "fieldRef") instanceof ObjectNode field) {
        put(field, "apiVersion", "v1");
      }
    }
  }

  private static String pullPolicy(String image) {
    String name = image.substring(image.lastIndexOf('/') + 1);
    boolean latest = !name.contains("@") && (!name.contains(":") || name.endsWith(":latest"));
    return latest ? "Always" : "IfNotPresent";
  }

  private static void probe(ObjectNode probe) {
    put(probe, "timeoutSeconds", 1);
    put(probe, "periodSeconds", 10);
    put(probe, "successThreshold", 1);
    put(probe, "failureThreshold", 3);
    if (probe.get("httpGet") instanceof ObjectNode get) {
      put(get, "path", "/");
      put(get, "scheme", "HTTP");
    }
  }

  private static void volume(ObjectNode volume) {
    if (volume.size() == 1) {
      volume.putObject("emptyDir");
    }
    for (String source : List.of("configMap", "secret", "projected", "downwardAPI")) {
      if (volume.get(source) instanceof ObjectNode object) {
        put(object, "defaultMode", READABLE_BY_ALL);
      }
    }
    if (volume.get("hostPath") instanceof ObjectNode object) {
      put(object, "type", "");
    }
  }

  /** In a pod, not yet in a template, a limit without a request requests as much. */
  static void requestWhatIsLimited(ObjectNode spec) {
    for (String list : CONTAINER_LISTS) {
      for (JsonNode container : spec.path(list)) {
        JsonNode limits = Trees.at(container, "resources", "limits");
        if (!limits.isEmpty()) {
          ObjectNode requests = Trees.child((ObjectNode) container, "resources", "requests");
          limits
              .properties()
              .forEach(limit -> put(requests, limit.getKey(), limit.getValue().asString("")));
        }
      }
    }
  }

  static String qosClass(JsonNode spec) {
    boolean any = false;
    boolean guaranteed = true;
    for (String list : CONTAINER_LISTS) {
      for (JsonNode container : spec.path(list)) {
        JsonNode limits = Trees.at(container, "resources", "limits");
        JsonNode requests = Trees.at(container, "resources", "requests");
        any |= !limits.isEmpty() || !requests.isEmpty();
        guaranteed &= limits.has("cpu") && limits.has("memory") && Trees.same(limits, requests);
      }
    }
    return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
  }
}
