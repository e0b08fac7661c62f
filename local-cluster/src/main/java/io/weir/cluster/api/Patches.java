package io.weir.cluster.api;

import io.weir.cluster.patch.JsonPatch;
import io.weir.cluster.patch.MergePatch;
import io.weir.cluster.patch.PatchFailed;
import io.weir.cluster.patch.StrategicMerge;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns the body of a PATCH into the change that it means. */
final class Patches {
  static final String JSON = "application/json-patch+json";
  static final String MERGE = "application/merge-patch+json";
  static final String STRATEGIC = "application/strategic-merge-patch+json";
  static final String APPLY = "application/apply-patch+yaml";

  private Patches() {}

  static UnaryOperator<ObjectNode> change(ResourceType type, String contentType, byte[] body) {
    JsonNode patch = Call.parse(body);
    return switch (contentType) {
      case JSON -> current -> guarded(() -> JsonPatch.apply(current, patch));
      case MERGE -> current -> guarded(() -> MergePatch.apply(current, patch));
      case STRATEGIC ->
          current -> guarded(() -> StrategicMerge.apply(Preparation.schema(type), current, patch));
      default ->
          throw ApiFailure.unsupportedMediaType(
              contentType, String.join(", ", JSON, MERGE, STRATEGIC, APPLY));
    };
  }

  private interface Patching {
    JsonNode apply();
  }

  private static ObjectNode guarded(Patching patching) {
    try {
      if (patching.apply() instanceof ObjectNode object) {
        return object;
      }
      throw ApiFailure.badRequest("the patch would leave no object");
    } catch (PatchFailed e) {
      throw e.isMalformed()
          ? ApiFailure.badRequest(e.getMessage())
          : ApiFailure.unprocessable(
              "the server rejected our request due to an error in our request: " + e.getMessage());
    }
  }
}
