package io.weir.cluster.kinds;

import io.weir.cluster.json.Trees;
import io.weir.cluster.schema.Quantities;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What makes a pod's spec invalid, in a pod as in a template. */
final class PodRules {
  private static final Pattern VARIABLE = Pattern.compile("[-._a-zA-Z][-._a-zA-Z0-9]*");
  private static final List<String> HANDLERS = List.of("exec", "httpGet", "tcpSocket", "grpc");

  private PodRules() {}

  static void check(JsonNode spec, String at, List<Fault> faults) {
    Set<String> volumes = volumes(spec.path("volumes"), at + ".volumes", faults);
    if (spec.path("containers").isEmpty()) {
      faults.add(Fault.required(at + ".containers", ""));
    }
    Set<String> names = new HashSet<>();
    for (String list : List.of("initContainers", "containers")) {
      for (int i = 0; i < spec.path(list).size(); i++) {
        container(spec.path(list).get(i), at + "." + list + "[" + i + "]", volumes, names, faults);
      }
    }
    Rules.oneOf(
        Trees.text(spec, "restartPolicy"),
        at + ".restartPolicy",
        List.of("Always", "Never", "OnFailure"),
        faults);
    Rules.nonNegative(spec, "terminationGracePeriodSeconds", at, faults);
    Rules.positive(spec, "activeDeadlineSeconds", at, faults);
  }

  private static Set<String> volumes(JsonNode volumes, String at, List<Fault> faults) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < volumes.size(); i++) {
      String field = at + "[" + i + "]";
      String name = Trees.text(volumes.get(i), "name");
      named(name, field + ".name", names, faults);
      if (volumes.get(i).size() > 2) {
        faults.add(Fault.forbidden(field, "may not specify more than 1 volume type"));
      }
    }
    return names;
  }

  private static void named(String name, String field, Set<String> taken, List<Fault> faults) {
    if (name.isEmpty()) {
      faults.add(Fault.required(field, ""));
    } else {
      Names.wrongLabel(name).ifPresent(why -> faults.add(Fault.invalid(field, name, why)));
      if (!taken.add(name)) {
        faults.add(Fault.duplicate(field, name));
      }
    }
  }

  private static void container(
      JsonNode container, String at, Set<String> volumes, Set<String> names, List<Fault> faults) {
    named(Trees.text(container, "name"), at + ".name", names, faults);
    if (Trees.text(container, "image").isBlank()) {
      faults.add(Fault.required(at + ".image", ""));
    }
    Rules.oneOf(
        Trees.text(container, "imagePullPolicy"),
        at + ".imagePullPolicy",
        List.of("Always", "IfNotPresent", "Never"),
        faults);
    Rules.oneOf(
        Trees.text(container, "terminationMessagePolicy"),
        at + ".terminationMessagePolicy",
        List.of("FallbackToLogsOnError", "File"),
        faults);
    for (int i = 0; i < container.path("ports").size(); i++) {
      Rules.port(container.path("ports").get(i), "containerPort", at + ".ports[" + i + "]", faults);
    }
    for (int i = 0; i < container.path("env").size(); i++) {
      variable(container.path("env").get(i), at + ".env[" + i + "]", faults);
    }
    Set<String> paths = new HashSet<>();
    for (int i = 0; i < container.path("volumeMounts").size(); i++) {
      JsonNode mount = container.path("volumeMounts").get(i);
      String field = at + ".volumeMounts[" + i + "]";
      String path = Trees.text(mount, "mountPath");
      if (path.isEmpty()) {
        faults.add(Fault.required(field + ".mountPath", ""));
      } else if (!paths.add(path)) {
        faults.add(Fault.invalid(field + ".mountPath", path, "must be unique"));
      }
      if (!volumes.contains(Trees.text(mount, "name"))) {
        faults.add(Fault.notFound(field + ".name", Trees.text(mount, "name")));
      }
    }
    resources(container.path("resources"), at + ".resources", faults);
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      if (container.has(probe)) {
        probe(container.path(probe), at + "." + probe, faults);
      }
    }
  }

  private static void variable(JsonNode variable, String at, List<Fault> faults) {
    String name = Trees.text(variable, "name");
    if (name.isEmpty()) {
      faults.add(Fault.required(at + ".name", ""));
    } else if (!VARIABLE.matcher(name).matches()) {
      faults.add(
          Fault.invalid(
              at + ".name",
              name,
              "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.'"));
    }
    if (!Trees.text(variable, "value").isEmpty() && variable.has("valueFrom")) {
      faults.add(
          Fault.invalid(at + ".valueFrom", "", "may not be specified when `value` is not empty"));
    }
  }

  private static void resources(JsonNode resources, String at, List<Fault> faults) {
    for (String list : List.of("limits", "requests")) {
      for (var entry : resources.path(list).properties()) {
        String field = at + "." + list + "[" + entry.getKey() + "]";
        BigDecimal amount =
            Quantities.amount(entry.getValue().asString("")).orElse(BigDecimal.ZERO);
        if (amount.signum() < 0) {
          faults.add(
              Fault.invalid(
                  field, entry.getValue().asString(""), "must be greater than or equal to 0"));
        }
      }
    }
    for (var entry : resources.path("requests").properties()) {
      Optional<BigDecimal> limit =
          Quantities.amount(Trees.text(resources, "limits", entry.getKey()));
      Optional<BigDecimal> request = Quantities.amount(entry.getValue().asString(""));
      if (limit.isPresent() && request.isPresent() && request.get().compareTo(limit.get()) > 0) {
        faults.add(
            Fault.invalid(
                at + ".requests",
                entry.getValue().asString(""),
                "must be less than or equal to "
                    + entry.getKey()
                    + " limit of "
                    + Trees.text(resources, "limits", entry.getKey())));
      }
    }
  }

  private static void probe(JsonNode probe, String at, List<Fault> faults) {
    long handlers = HANDLERS.stream().filter(probe::has).count();
    if (handlers == 0) {
      faults.add(Fault.required(at, "must specify a handler type"));
    } else if (handlers > 1) {
      faults.add(Fault.forbidden(at, "may not specify more than 1 handler type"));
    }
    for (String field :
        List.of(
            "initialDelaySeconds",
            "timeoutSeconds",
            "periodSeconds",
            "successThreshold",
            "failureThreshold")) {
      Rules.nonNegative(probe, field, at, faults);
    }
  }
}
