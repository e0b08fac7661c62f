package io.weir.cluster.kinds;

import io.weir.cluster.json.Trees;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What may not change once an object exists. */
final class Immutable {
  private static final List<String> POD_MAY_CHANGE =
      List.of(
          "activeDeadlineSeconds",
          "terminationGracePeriodSeconds",
          "tolerations",
          "nodeName",
          "ephemeralContainers",
          "schedulingGates");

  private Immutable() {}

  static void check(String resource, JsonNode old, JsonNode next, List<Fault> faults) {
    switch (resource) {
      case "deployments.apps", "replicasets.apps" -> same(old, next, faults, "spec", "selector");
      case "jobs.batch" -> {
        same(old, next, faults, "spec", "selector");
        same(old, next, faults, "spec", "completions");
        if (!old.path("spec").path("suspend").booleanValue(false)) {
          same(old, next, faults, "spec", "template");
        }
      }
      case "services" -> {
        if (!Trees.text(old, "spec", "clusterIP").isEmpty()
            && !Trees.text(next, "spec", "type").equals("ExternalName")) {
          same(old, next, faults, "spec", "clusterIP");
        }
      }
      case "secrets" -> {
        same(old, next, faults, "type");
        frozen(old, next, faults);
      }
      case "configmaps" -> frozen(old, next, faults);
      case "rolebindings.rbac.authorization.k8s.io",
          "clusterrolebindings.rbac.authorization.k8s.io" ->
          same(old, next, faults, "roleRef");
      case "pods" -> pod(old.path("spec"), next.path("spec"), faults);
      default -> {
        // Everything may change.
      }
    }
  }

  private static void same(JsonNode old, JsonNode next, List<Fault> faults, String... path) {
    if (!Trees.same(Trees.at(old, path), Trees.at(next, path))) {
      JsonNode given = Trees.at(next, path);
      faults.add(
          Fault.invalid(
              String.join(".", path),
              given.isString() ? given.stringValue() : given,
              "field is immutable"));
    }
  }

  private static void frozen(JsonNode old, JsonNode next, List<Fault> faults) {
    if (!old.path("immutable").booleanValue(false)) {
      return;
    }
    for (String field : List.of("immutable", "data", "binaryData")) {
      if (!Trees.same(old.path(field), next.path(field))) {
        faults.add(Fault.forbidden(field, "field is immutable when `immutable` is set"));
      }
    }
  }

  /** A running pod keeps its spec but for its images and a few fields; its node is chosen once. */
  private static void pod(JsonNode old, JsonNode next, List<Fault> faults) {
    if (!Trees.text(old, "nodeName").isEmpty()) {
      same(old, next, faults, "nodeName");
    }
    if (!Trees.same(withoutMutable(old), withoutMutable(next))) {
      faults.add(
          Fault.forbidden(
              "spec",
              "pod updates may not change fields other than `spec.containers[*].image`, `spec.initContainers[*].image`, `spec.activeDeadlineSeconds`, `spec.tolerations` (only additions to existing tolerations), `spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)"));
    }
  }

  private static ObjectNode withoutMutable(JsonNode spec) {
    ObjectNode rest = (ObjectNode) spec.deepCopy();
    rest.remove(POD_MAY_CHANGE);
    for (String list : List.of("containers", "initContainers")) {
      for (JsonNode container : rest.path(list)) {
        ((ObjectNode) container).remove("image");
      }
    }
    return rest;
  }
}
