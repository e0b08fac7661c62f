package io.weir.charts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The objects of a release. */
record Rendered(List<JsonNode> objects) {
  Stream<JsonNode> ofKind(String kind) {
    return objects.stream().filter(each -> each.path("kind").asString().equals(kind));
  }

  JsonNode get(String kind, String name) {
    return find(kind, name)
        .orElseThrow(() -> new AssertionError("Expected " + kind + "/" + name + " in " + names()));
  }

  Optional<JsonNode> find(String kind, String name) {
    return ofKind(kind).filter(each -> name(each).equals(name)).findFirst();
  }

  List<String> names() {
    return objects.stream().map(each -> each.path("kind").asString() + "/" + name(each)).toList();
  }

  /** What runs pods, by name. */
  Map<String, JsonNode> workloads() {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    objects.stream()
        .filter(each -> each.at("/spec/template/spec/containers").isArray())
        .forEach(each -> found.put(name(each), each));
    return found;
  }

  static String name(JsonNode object) {
    return object.at("/metadata/name").asString();
  }

  static JsonNode container(JsonNode workload) {
    return workload.at("/spec/template/spec/containers/0");
  }

  static Map<String, String> environment(JsonNode workload) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (JsonNode each : container(workload).path("env"))
      variables.put(each.path("name").asString(), each.path("value").asString(""));
    return variables;
  }
}
