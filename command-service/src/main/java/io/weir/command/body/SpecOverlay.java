package io.weir.command.body;

import io.weir.appmanager.MergePatch;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lays one spec over another. Of alternatives the upper one wins whole: who names a session cluster
 * does not keep the default target (app-manager-api.md 6.1).
 */
final class SpecOverlay {
  private record Alternative(List<String> path, Set<String> fields, Set<String> replaces) {}

  private static final List<String> TOP = List.of();
  private static final List<String> LOGGING = List.of("template", "spec", "logging");
  private static final List<String> PODS = List.of("template", "spec", "kubernetes");
  private static final List<String> SCHEDULE = List.of("savepointPolicy", "schedule");
  private static final List<Alternative> ALTERNATIVES =
      List.of(
          new Alternative(
              TOP,
              Set.of("sessionClusterName"),
              Set.of("deploymentTargetId", "deploymentTargetName")),
          new Alternative(
              TOP,
              Set.of("deploymentTargetId"),
              Set.of("sessionClusterName", "deploymentTargetName")),
          new Alternative(
              TOP,
              Set.of("deploymentTargetName"),
              Set.of("sessionClusterName", "deploymentTargetId")),
          new Alternative(SCHEDULE, Set.of("interval"), Set.of("cron", "zone")),
          new Alternative(SCHEDULE, Set.of("cron"), Set.of("interval")),
          new Alternative(LOGGING, Set.of("loggingProfile"), Set.of("log4j2ConfigurationTemplate")),
          new Alternative(LOGGING, Set.of("log4j2ConfigurationTemplate"), Set.of("loggingProfile")),
          new Alternative(
              PODS, Set.of("pods"), Set.of("jobManagerPodTemplate", "taskManagerPodTemplate")),
          new Alternative(
              PODS, Set.of("jobManagerPodTemplate", "taskManagerPodTemplate"), Set.of("pods")));

  private SpecOverlay() {}

  /** The lower spec with the upper one over it; {@code null} in the upper one deletes. */
  static ObjectNode of(JsonNode lower, JsonNode upper) {
    ObjectNode base =
        lower instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    for (Alternative alternative : ALTERNATIVES) {
      JsonNode chosen = at(upper, alternative.path());
      boolean taken = alternative.fields().stream().anyMatch(f -> !isAbsent(chosen.path(f)));
      if (taken && at(base, alternative.path()) instanceof ObjectNode place)
        place.remove(alternative.replaces());
    }
    if (!isAbsent(upper.path("sessionClusterName"))) SessionTemplates.strip(base);
    return upper.isObject() ? (ObjectNode) MergePatch.apply(base, upper) : base;
  }

  /** The tree without nulls: to a reader of defaults, null means absent. */
  static JsonNode withoutNulls(JsonNode tree) {
    return switch (tree) {
      case ObjectNode object -> {
        ObjectNode kept = object.objectNode();
        object
            .properties()
            .forEach(
                field -> {
                  if (!field.getValue().isNull())
                    kept.set(field.getKey(), withoutNulls(field.getValue()));
                });
        yield kept;
      }
      case ArrayNode array -> {
        ArrayNode kept = array.arrayNode();
        array.forEach(
            element -> {
              if (!element.isNull()) kept.add(withoutNulls(element));
            });
        yield kept;
      }
      default -> tree;
    };
  }

  private static JsonNode at(JsonNode tree, List<String> path) {
    JsonNode place = tree;
    for (String step : path) place = place.path(step);
    return place;
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
