package io.weir.cluster.api;

import io.weir.cluster.json.Trees;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What kubectl prints of each kind. */
final class Columns {
  private static final Column NAME = Column.text("Name", "metadata", "name");
  private static final Column AGE = Column.since("Age", "metadata", "creationTimestamp");

  private Columns() {}

  static List<Column> of(ResourceType type) {
    return switch (type.qualified()) {
      case "namespaces" -> List.of(NAME, Column.text("Status", "status", "phase"), AGE);
      case "pods" -> PodColumns.ALL;
      case "services" ->
          List.of(
              NAME,
              Column.text("Type", "spec", "type"),
              Column.text("Cluster-IP", "spec", "clusterIP"),
              Column.text("External-IP", (service, now) -> "<none>"),
              Column.text("Port(s)", (service, now) -> ports(service)),
              AGE,
              Column.text(
                      "Selector", (service, now) -> labels(Trees.at(service, "spec", "selector")))
                  .inWide());
      case "configmaps" ->
          List.of(
              NAME,
              new Column(
                  "Data",
                  false,
                  true,
                  (map, now) ->
                      Integer.toString(map.path("data").size() + map.path("binaryData").size())),
              AGE);
      case "secrets" ->
          List.of(
              NAME,
              Column.text("Type", "type"),
              new Column(
                  "Data",
                  false,
                  true,
                  (secret, now) -> Integer.toString(secret.path("data").size())),
              AGE);
      case "events", "events.events.k8s.io" ->
          List.of(
              Column.text("Last Seen", (event, now) -> Column.age(lastSeen(event), now)),
              Column.text("Type", "type"),
              Column.text("Reason", "reason"),
              Column.text("Object", (event, now) -> subject(event)),
              Column.text(
                  "Message",
                  (event, now) ->
                      (Trees.text(event, "message") + Trees.text(event, "note")).strip()),
              Column.text("Name", "metadata", "name").inWide());
      case "nodes" ->
          List.of(
              NAME,
              Column.text(
                  "Status",
                  (node, now) -> condition(node, "Ready").equals("True") ? "Ready" : "NotReady"),
              Column.text("Roles", (node, now) -> "<none>"),
              AGE,
              Column.text("Version", "status", "nodeInfo", "kubeletVersion"));
      case "deployments.apps" ->
          with(
              List.of(
                  NAME,
                  Column.text(
                      "Ready",
                      (d, now) ->
                          count(d, "status", "readyReplicas") + "/" + count(d, "spec", "replicas")),
                  Column.number("Up-to-date", "status", "updatedReplicas"),
                  Column.number("Available", "status", "availableReplicas"),
                  AGE),
              "spec");
      case "replicasets.apps" ->
          with(
              List.of(
                  NAME,
                  Column.number("Desired", "spec", "replicas"),
                  Column.number("Current", "status", "replicas"),
                  Column.number("Ready", "status", "readyReplicas"),
                  AGE),
              "spec");
      case "statefulsets.apps" ->
          with(
              List.of(
                  NAME,
                  Column.text(
                      "Ready",
                      (s, now) ->
                          count(s, "status", "readyReplicas") + "/" + count(s, "spec", "replicas")),
                  AGE),
              "spec");
      case "jobs.batch" ->
          with(
              List.of(
                  NAME,
                  Column.text("Status", (job, now) -> jobStatus(job)),
                  Column.text(
                      "Completions",
                      (job, now) ->
                          count(job, "status", "succeeded")
                              + "/"
                              + Trees.number(job, "spec", "completions").orElse(1L)),
                  Column.text("Duration", (job, now) -> duration(job, now)),
                  AGE),
              "spec");
      case "leases.coordination.k8s.io" ->
          List.of(NAME, Column.text("Holder", "spec", "holderIdentity"), AGE);
      case "endpoints" -> List.of(NAME, Column.text("Endpoints", (e, now) -> endpoints(e)), AGE);
      case "poddisruptionbudgets.policy" ->
          List.of(
              NAME,
              Column.text(
                  "Min Available",
                  (b, now) -> orNone(Trees.text(b, "spec", "minAvailable"), "N/A")),
              Column.text(
                  "Max Unavailable",
                  (b, now) -> orNone(Trees.text(b, "spec", "maxUnavailable"), "N/A")),
              Column.number("Allowed Disruptions", "status", "disruptionsAllowed"),
              AGE);
      case "persistentvolumeclaims" ->
          List.of(
              NAME,
              Column.text("Status", "status", "phase"),
              Column.text("Volume", "spec", "volumeName"),
              AGE);
      case "rolebindings.rbac.authorization.k8s.io",
          "clusterrolebindings.rbac.authorization.k8s.io" ->
          List.of(
              NAME,
              Column.text(
                  "Role",
                  (b, now) ->
                      Trees.text(b, "roleRef", "kind") + "/" + Trees.text(b, "roleRef", "name")),
              AGE);
      case "networkpolicies.networking.k8s.io" ->
          List.of(
              NAME,
              Column.text(
                  "Pod-Selector",
                  (p, now) -> labels(Trees.at(p, "spec", "podSelector", "matchLabels"))),
              AGE);
      case "serviceaccounts" ->
          List.of(
              NAME,
              new Column(
                  "Secrets", false, true, (a, now) -> Integer.toString(a.path("secrets").size())),
              AGE);
      default -> List.of(NAME, AGE);
    };
  }

  /** Workloads show their containers and selector in wide tables. */
  private static List<Column> with(List<Column> columns, String spec) {
    List<Column> all = new ArrayList<>(columns);
    all.add(Column.text("Containers", (o, now) -> containers(o, spec, "name")).inWide());
    all.add(Column.text("Images", (o, now) -> containers(o, spec, "image")).inWide());
    all.add(
        Column.text("Selector", (o, now) -> labels(Trees.at(o, spec, "selector", "matchLabels")))
            .inWide());
    return List.copyOf(all);
  }

  private static String containers(JsonNode workload, String spec, String field) {
    return values(Trees.at(workload, spec, "template", "spec", "containers"))
        .map(c -> Trees.text(c, field))
        .collect(Collectors.joining(","));
  }

  static Stream<JsonNode> values(JsonNode list) {
    return list.isArray() ? list.valueStream() : Stream.empty();
  }

  static String orNone(String text, String none) {
    return text.isEmpty() ? none : text;
  }

  private static String labels(JsonNode labels) {
    return orNone(
        labels.properties().stream()
            .map(l -> l.getKey() + "=" + l.getValue().asString(""))
            .collect(Collectors.joining(",")),
        "<none>");
  }

  private static long count(JsonNode object, String... path) {
    return Trees.number(object, path).orElse(0L);
  }

  private static String condition(JsonNode object, String type) {
    return values(Trees.at(object, "status", "conditions"))
        .filter(c -> Trees.text(c, "type").equals(type))
        .map(c -> Trees.text(c, "status"))
        .findFirst()
        .orElse("");
  }

  private static String ports(JsonNode service) {
    String ports =
        values(Trees.at(service, "spec", "ports"))
            .map(
                p ->
                    Trees.text(p, "port")
                        + (Trees.has(p, "nodePort") ? ":" + Trees.text(p, "nodePort") : "")
                        + "/"
                        + orNone(Trees.text(p, "protocol"), "TCP"))
            .collect(Collectors.joining(","));
    return orNone(ports, "<none>");
  }

  private static String endpoints(JsonNode endpoints) {
    String all =
        values(endpoints.path("subsets"))
            .flatMap(
                subset ->
                    values(subset.path("addresses"))
                        .flatMap(
                            a ->
                                values(subset.path("ports"))
                                    .map(p -> Trees.text(a, "ip") + ":" + Trees.text(p, "port"))))
            .collect(Collectors.joining(","));
    return orNone(all, "<none>");
  }

  private static String jobStatus(JsonNode job) {
    if (condition(job, "Complete").equals("True")) {
      return "Complete";
    }
    if (condition(job, "Failed").equals("True")) {
      return "Failed";
    }
    return Metadata.deleting(job)
        ? "Terminating"
        : condition(job, "Suspended").equals("True") ? "Suspended" : "Running";
  }

  private static String duration(JsonNode job, Instant now) {
    String start = Trees.text(job, "status", "startTime");
    if (start.isEmpty()) {
      return "";
    }
    String end = Trees.text(job, "status", "completionTime");
    return Column.human(
        Duration.between(Instant.parse(start), end.isEmpty() ? now : Instant.parse(end)));
  }

  private static String lastSeen(JsonNode event) {
    return Stream.of("lastTimestamp", "deprecatedLastTimestamp", "eventTime", "firstTimestamp")
        .map(field -> Trees.text(event, field))
        .filter(time -> !time.isEmpty())
        .findFirst()
        .orElse(Trees.text(event, "metadata", "creationTimestamp"));
  }

  private static String subject(JsonNode event) {
    JsonNode object =
        event.has("regarding") ? event.get("regarding") : event.path("involvedObject");
    return Trees.text(object, "kind").toLowerCase(Locale.ROOT) + "/" + Trees.text(object, "name");
  }
}
