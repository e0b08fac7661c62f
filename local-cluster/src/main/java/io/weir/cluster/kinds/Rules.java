package io.weir.cluster.kinds;

import io.weir.cluster.json.Trees;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What makes an object invalid. */
public final class Rules {
  private static final Pattern DATA_KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");
  private static final int MAX_DATA = 1 << 20;

  private Rules() {}

  /**
   * Checks the next state of an object.
   *
   * @param resource plural with its group, for example {@code deployments.apps}
   * @param current empty for a creation
   * @return everything that is wrong; empty if the object may be kept
   */
  public static List<Fault> check(String resource, JsonNode object, Optional<JsonNode> current) {
    List<Fault> faults = new ArrayList<>(MetadataRules.check(resource, object, current));
    JsonNode spec = object.path("spec");
    switch (resource) {
      case "pods" -> PodRules.check(spec, "spec", faults);
      case "deployments.apps", "replicasets.apps", "statefulsets.apps" ->
          WorkloadRules.replicated(spec, faults);
      case "jobs.batch" -> WorkloadRules.job(spec, faults);
      case "services" -> service(spec, faults);
      case "configmaps" -> data(object, List.of("data", "binaryData"), faults);
      case "secrets" -> {
        data(object, List.of("data"), faults);
        base64(object.path("data"), faults);
      }
      case "leases.coordination.k8s.io" -> {
        positive(spec, "leaseDurationSeconds", "spec", faults);
        nonNegative(spec, "leaseTransitions", "spec", faults);
      }
      case "poddisruptionbudgets.policy" -> {
        if (spec.has("minAvailable") && spec.has("maxUnavailable")) {
          faults.add(
              Fault.invalid(
                  "spec",
                  "minAvailable and maxUnavailable",
                  "minAvailable and maxUnavailable cannot be both set"));
        }
      }
      default -> {
        // The other kinds have no rules of their own here.
      }
    }
    current.ifPresent(old -> Immutable.check(resource, old, object, faults));
    return List.copyOf(faults);
  }

  private static void service(JsonNode spec, List<Fault> faults) {
    String type = Trees.text(spec, "type");
    oneOf(
        type,
        "spec.type",
        List.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort"),
        faults);
    boolean needsPorts =
        !type.equals("ExternalName") && !Trees.text(spec, "clusterIP").equals("None");
    if (needsPorts && spec.path("ports").isEmpty()) {
      faults.add(Fault.required("spec.ports", ""));
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < spec.path("ports").size(); i++) {
      JsonNode port = spec.path("ports").get(i);
      String at = "spec.ports[" + i + "]";
      port(port, "port", at, faults);
      String name = Trees.text(port, "name");
      if (name.isEmpty() && spec.path("ports").size() > 1) {
        faults.add(Fault.required(at + ".name", ""));
      } else if (!names.add(name)) {
        faults.add(Fault.duplicate(at + ".name", name));
      }
      oneOf(Trees.text(port, "protocol"), at + ".protocol", List.of("SCTP", "TCP", "UDP"), faults);
    }
  }

  private static void data(JsonNode object, List<String> fields, List<Fault> faults) {
    long size = 0;
    Set<String> keys = new HashSet<>();
    for (String field : fields) {
      for (var entry : object.path(field).properties()) {
        String key = entry.getKey();
        size += key.length() + entry.getValue().asString("").length();
        if (!DATA_KEY.matcher(key).matches() || key.equals(".") || key.equals("..")) {
          faults.add(
              Fault.invalid(
                  field + "[" + key + "]",
                  key,
                  "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (at most 253 of them)"));
        }
        if (!keys.add(key)) {
          faults.add(
              Fault.invalid(field + "[" + key + "]", key, "duplicate of key present in data"));
        }
      }
    }
    if (size > MAX_DATA) {
      faults.add(
          new Fault(
              "FieldValueTooLong", "Too long: may not be more than " + MAX_DATA + " bytes", ""));
    }
  }

  private static void base64(JsonNode data, List<Fault> faults) {
    for (var entry : data.properties()) {
      try {
        Base64.getDecoder().decode(entry.getValue().asString(""));
      } catch (IllegalArgumentException e) {
        faults.add(
            Fault.invalid(
                "data[" + entry.getKey() + "]",
                "<not shown>",
                "illegal base64 data: " + e.getMessage()));
      }
    }
  }

  static void oneOf(String value, String field, List<String> supported, List<Fault> faults) {
    if (!value.isEmpty() && !supported.contains(value)) {
      faults.add(Fault.unsupported(field, value, "\"" + String.join("\", \"", supported) + "\""));
    }
  }

  static void port(JsonNode holder, String name, String at, List<Fault> faults) {
    long port = Trees.number(holder, name).orElse(0L);
    if (port < 1 || port > 65535) {
      faults.add(Fault.invalid(at + "." + name, port, "must be between 1 and 65535, inclusive"));
    }
  }

  static void nonNegative(JsonNode holder, String name, String at, List<Fault> faults) {
    Trees.number(holder, name)
        .filter(n -> n < 0)
        .ifPresent(
            n ->
                faults.add(
                    Fault.invalid(at + "." + name, n, "must be greater than or equal to 0")));
  }

  static void positive(JsonNode holder, String name, String at, List<Fault> faults) {
    Trees.number(holder, name)
        .filter(n -> n <= 0)
        .ifPresent(n -> faults.add(Fault.invalid(at + "." + name, n, "must be greater than 0")));
  }
}
