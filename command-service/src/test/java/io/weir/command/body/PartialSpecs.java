package io.weir.command.body;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Parts of specs as defaults and users say them: any choice of fields, without nulls. */
final class PartialSpecs {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** What a layer may say at each place, apart from the ways to describe pods. */
  private static final Map<String, List<JsonNode>> PLACES =
      Map.ofEntries(
          Map.entry("/state", texts("RUNNING", "CANCELLED", "SUSPENDED")),
          Map.entry("/deploymentTargetName", texts("default", "other")),
          Map.entry("/maxJobCreationAttempts", numbers(1, 4, 99)),
          Map.entry("/upgradeStrategy/kind", texts("STATEFUL", "STATELESS", "NONE")),
          Map.entry("/template/metadata/annotations/a", texts("1", "2")),
          Map.entry("/template/metadata/annotations/b", texts("1", "2")),
          Map.entry("/template/spec/parallelism", numbers(1, 2, 3)),
          Map.entry("/template/spec/flinkConfiguration/x.y", texts("1", "2", "3")),
          Map.entry("/template/spec/flinkConfiguration/z", texts("1", "2", "3")),
          Map.entry("/template/spec/resources/jobmanager/cpu", numbers(1, 2)),
          Map.entry("/template/spec/resources/taskmanager/memory", texts("1G", "2G")),
          Map.entry("/template/spec/logging/loggingProfile", texts("default", "quiet")),
          Map.entry("/template/spec/logging/log4j2ConfigurationTemplate", texts("one", "two")),
          Map.entry("/template/spec/logging/log4jLoggers/org.example", texts("INFO", "WARN")),
          Map.entry("/template/spec/kubernetes/labels/team", texts("a", "b")));

  private PartialSpecs() {}

  /**
   * Any part of a spec.
   *
   * @param pods how all of them describe pods: {@code pods} or {@code jobManagerPodTemplate}
   */
  static Arbitrary<ObjectNode> any(String pods) {
    Arbitrary<ObjectNode> part = Arbitraries.just(NODES.objectNode());
    for (Map.Entry<String, List<JsonNode>> place : PLACES.entrySet())
      part = with(part, place.getKey(), place.getValue());
    return with(
            part,
            "/template/spec/kubernetes/" + pods + "/labels",
            List.of(NODES.objectNode().put("a", "1"), NODES.objectNode().put("b", "2")))
        .filter(PartialSpecs::saysOneOfTwoLoggings);
  }

  private static Arbitrary<ObjectNode> with(
      Arbitrary<ObjectNode> part, String pointer, List<JsonNode> values) {
    return Combinators.combine(part, Arbitraries.of(values).injectNull(0.6))
        .as((spec, value) -> value == null ? spec : set(spec.deepCopy(), pointer, value));
  }

  private static boolean saysOneOfTwoLoggings(ObjectNode spec) {
    JsonNode logging = spec.at("/template/spec/logging");
    return !(logging.has("loggingProfile") && logging.has("log4j2ConfigurationTemplate"));
  }

  /** The spec with the value at the place. */
  static ObjectNode set(ObjectNode spec, String pointer, JsonNode value) {
    ObjectNode place = spec;
    String[] steps = pointer.substring(1).split("/");
    for (int i = 0; i < steps.length - 1; i++)
      place = place.path(steps[i]) instanceof ObjectNode next ? next : place.putObject(steps[i]);
    place.set(steps[steps.length - 1], value);
    return spec;
  }

  private static List<JsonNode> texts(String... values) {
    return List.of(values).stream().<JsonNode>map(StringNode::valueOf).toList();
  }

  private static List<JsonNode> numbers(int... values) {
    return Arrays.stream(values).<JsonNode>mapToObj(NODES::numberNode).toList();
  }
}
