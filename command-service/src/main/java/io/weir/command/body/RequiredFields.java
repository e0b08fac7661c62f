package io.weir.command.body;

import io.weir.appmanager.ProblemBody;
import io.weir.appmanager.RefusedBodyException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields that a complete spec must have; without defaults they may be missing. */
final class RequiredFields {
  private static final List<String> POINTERS =
      List.of(
          "/state",
          "/upgradeStrategy",
          "/restoreStrategy",
          "/maxJobCreationAttempts",
          "/maxSavepointCreationAttempts",
          "/template",
          "/template/metadata",
          "/template/spec",
          "/template/spec/artifact",
          "/template/spec/parallelism",
          "/template/spec/logging");

  private RequiredFields() {}

  static ObjectNode checked(ObjectNode spec) {
    List<ProblemBody.Fault> missing =
        POINTERS.stream()
            .filter(pointer -> isMissing(spec.at(pointer)))
            .map(pointer -> new ProblemBody.Fault("/spec" + pointer, "must not be null"))
            .toList();
    if (missing.isEmpty()) return withStrategyDefaults(spec);
    throw new RefusedBodyException(
        RefusedBodyException.Code.INVALID_FIELD,
        missing.getFirst().pointer() + ": " + missing.getFirst().detail(),
        missing);
  }

  /** {@code allowNonRestoredState} is the one flag that even a complete body may leave out. */
  private static ObjectNode withStrategyDefaults(ObjectNode spec) {
    if (spec.path("restoreStrategy") instanceof ObjectNode strategy
        && !strategy.has("allowNonRestoredState")) strategy.put("allowNonRestoredState", false);
    return spec;
  }

  private static boolean isMissing(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
