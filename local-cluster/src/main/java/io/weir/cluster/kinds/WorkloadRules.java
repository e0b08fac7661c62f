package io.weir.cluster.kinds;

import io.weir.cluster.json.Trees;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What makes deployments, replica sets, stateful sets and jobs invalid. */
final class WorkloadRules {
  private WorkloadRules() {}

  static void replicated(JsonNode spec, List<Fault> faults) {
    Rules.nonNegative(spec, "replicas", "spec", faults);
    Rules.nonNegative(spec, "minReadySeconds", "spec", faults);
    Rules.nonNegative(spec, "revisionHistoryLimit", "spec", faults);
    Rules.oneOf(
        Trees.text(spec, "strategy", "type"),
        "spec.strategy",
        List.of("Recreate", "RollingUpdate"),
        faults);
    if (Trees.text(spec, "strategy", "type").equals("Recreate")
        && Trees.has(spec, "strategy", "rollingUpdate")) {
      faults.add(
          Fault.forbidden(
              "spec.strategy.rollingUpdate",
              "may not be specified when strategy `type` is 'Recreate'"));
    }
    selector(spec, faults);
    template(spec, faults);
    String restart = Trees.text(spec, "template", "spec", "restartPolicy");
    Rules.oneOf(restart, "spec.template.spec.restartPolicy", List.of("Always"), faults);
  }

  private static void selector(JsonNode spec, List<Fault> faults) {
    JsonNode selector = spec.path("selector");
    if (selector.isMissingNode()) {
      faults.add(Fault.required("spec.selector", ""));
      return;
    }
    if (selector.path("matchLabels").isEmpty() && selector.path("matchExpressions").isEmpty()) {
      faults.add(Fault.invalid("spec.selector", "{}", "empty selector is invalid for deployment"));
    }
    JsonNode labels = Trees.at(spec, "template", "metadata", "labels");
    for (Map.Entry<String, JsonNode> wanted : selector.path("matchLabels").properties()) {
      if (!Trees.text(labels, wanted.getKey()).equals(wanted.getValue().asString(""))
          || !labels.has(wanted.getKey())) {
        faults.add(
            Fault.invalid(
                "spec.template.metadata.labels",
                labels,
                "`selector` does not match template `labels`"));
        return;
      }
    }
  }

  static void job(JsonNode spec, List<Fault> faults) {
    for (String field :
        List.of(
            "backoffLimit",
            "completions",
            "parallelism",
            "activeDeadlineSeconds",
            "ttlSecondsAfterFinished")) {
      Rules.nonNegative(spec, field, "spec", faults);
    }
    template(spec, faults);
    String restart = Trees.text(spec, "template", "spec", "restartPolicy");
    if (!restart.equals("OnFailure") && !restart.equals("Never")) {
      faults.add(
          restart.isEmpty()
              ? Fault.required(
                  "spec.template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\"")
              : Fault.unsupported(
                  "spec.template.spec.restartPolicy", restart, "\"OnFailure\", \"Never\""));
    }
  }

  private static void template(JsonNode spec, List<Fault> faults) {
    MetadataRules.labels(
        Trees.at(spec, "template", "metadata", "labels"), "spec.template.metadata.labels", faults);
    PodRules.check(Trees.at(spec, "template", "spec"), "spec.template.spec", faults);
  }
}
