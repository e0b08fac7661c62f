package io.weir.cluster.api;

import io.weir.cluster.json.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Selects objects by the few fields that the real server also offers: {@code
 * metadata.name=a,status.phase!=Running}.
 */
record FieldSelector(List<Requirement> requirements) implements Predicate<JsonNode> {
  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "pods",
          Set.of(
              "spec.nodeName",
              "spec.restartPolicy",
              "spec.schedulerName",
              "spec.serviceAccountName",
              "spec.hostNetwork",
              "status.phase",
              "status.podIP",
              "status.nominatedNodeName"),
          "events",
          Set.of(
              "involvedObject.kind",
              "involvedObject.namespace",
              "involvedObject.name",
              "involvedObject.uid",
              "involvedObject.apiVersion",
              "involvedObject.resourceVersion",
              "involvedObject.fieldPath",
              "reason",
              "reportingComponent",
              "source",
              "type"),
          "events.events.k8s.io",
          Set.of(
              "regarding.kind",
              "regarding.namespace",
              "regarding.name",
              "regarding.uid",
              "regarding.apiVersion",
              "reason",
              "reportingController",
              "type"),
          "secrets",
          Set.of("type"),
          "namespaces",
          Set.of("status.phase"),
          "nodes",
          Set.of("spec.unschedulable"),
          "services",
          Set.of("spec.clusterIP", "spec.type"),
          "jobs.batch",
          Set.of("status.successful"));

  private static final Set<String> EVERYWHERE = Set.of("metadata.name", "metadata.namespace");

  /** One demand on one field. */
  private record Requirement(String field, boolean equal, String value) {
    boolean holds(JsonNode object) {
      return Trees.text(object, path()).equals(value) == equal;
    }

    private String[] path() {
      return switch (field) {
        case "source" -> new String[] {"source", "component"};
        case "status.successful" -> new String[] {"status", "succeeded"};
        default -> field.split("\\.");
      };
    }
  }

  /**
   * Parses the query parameter; the empty text selects everything.
   *
   * @throws ApiFailure 400 if the text is not in the grammar or the kind has no such selectable
   *     field
   */
  static FieldSelector parse(ResourceType type, String text) {
    List<Requirement> requirements = new ArrayList<>();
    for (String part : text.split(",")) {
      if (!part.isBlank()) {
        requirements.add(requirement(type, part, text));
      }
    }
    return new FieldSelector(List.copyOf(requirements));
  }

  private static Requirement requirement(ResourceType type, String part, String whole) {
    int equals = part.indexOf('=');
    if (equals <= 0) {
      throw ApiFailure.badRequest(
          "invalid field selector \"" + whole + "\"; can't understand '" + part + "'");
    }
    boolean unequal = part.charAt(equals - 1) == '!';
    String field = part.substring(0, unequal ? equals - 1 : equals).strip();
    String value = part.substring(part.startsWith("==", equals) ? equals + 2 : equals + 1).strip();
    if (!EVERYWHERE.contains(field)
        && !FIELDS.getOrDefault(type.qualified(), Set.of()).contains(field)) {
      throw ApiFailure.badRequest(unknown(type, field));
    }
    return new Requirement(field, !unequal, value);
  }

  /** The real server says it in three ways. */
  private static String unknown(ResourceType type, String field) {
    if (type.qualified().equals("jobs.batch"))
      return "field label \"%s\" not supported for batchv1.Job".formatted(field);
    if (FIELDS.containsKey(type.qualified())) return "field label not supported: " + field;
    return "\"%s\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
        .formatted(field);
  }

  @Override
  public boolean test(JsonNode object) {
    return requirements.stream().allMatch(requirement -> requirement.holds(object));
  }
}
