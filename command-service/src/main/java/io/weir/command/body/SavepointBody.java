package io.weir.command.body;

import io.weir.appmanager.ProblemBody;
import io.weir.appmanager.RefusedBodyException;
import io.weir.appmanager.ResourceBinder;
import io.weir.appmanager.ResourceList;
import io.weir.appmanager.SavepointResource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a savepoint request (app-manager-api.md 2.7).
 *
 * @param id chosen by the client, if it must
 * @param deploymentId the deployment
 * @param location of existing data; absent: take one
 * @param flinkSavepointId Flink's own id of existing data
 */
public record SavepointBody(
    Optional<UUID> id,
    UUID deploymentId,
    Optional<String> location,
    Optional<String> flinkSavepointId) {
  private record Metadata(
      Optional<UUID> id, Optional<UUID> deploymentId, Optional<String> namespace) {}

  private record Spec(
      Optional<UUID> deploymentId,
      Optional<String> savepointLocation,
      Optional<String> flinkSavepointId) {}

  /**
   * Reads the body.
   *
   * @throws RefusedBodyException when it names no deployment, or a field does not fit
   */
  public static SavepointBody of(ObjectNode body, String namespace) {
    checkConstant(body, "kind", SavepointResource.KIND);
    checkConstant(body, "apiVersion", ResourceList.API_VERSION);
    Metadata metadata = ResourceBinder.bind(section(body, "metadata"), Metadata.class, "/metadata");
    Spec spec = ResourceBinder.bind(section(body, "spec"), Spec.class, "/spec");
    if (metadata.namespace().filter(n -> !n.isEmpty() && !n.equals(namespace)).isPresent())
      throw fault("/metadata/namespace", "expected '" + namespace + "' as in the path, or nothing");
    // vvp2-cli puts the deployment into the spec.
    UUID deployment =
        metadata
            .deploymentId()
            .or(spec::deploymentId)
            .orElseThrow(
                () -> fault("/metadata/deploymentId", "must not be null: expected a UUID"));
    return new SavepointBody(
        metadata.id(),
        deployment,
        spec.savepointLocation().filter(text -> !text.isBlank()),
        spec.flinkSavepointId().filter(text -> !text.isBlank()));
  }

  private static JsonNode section(ObjectNode body, String name) {
    JsonNode section = body.path(name);
    if (section.isMissingNode() || section.isNull()) return body.objectNode();
    if (!section.isObject()) throw fault("/" + name, "expected an object");
    return SpecOverlay.withoutNulls(section);
  }

  private static void checkConstant(ObjectNode body, String field, String wanted) {
    JsonNode value = body.path(field);
    if (!value.isMissingNode() && !value.isNull() && !value.asString("").equalsIgnoreCase(wanted))
      throw fault("/" + field, "expected " + wanted + ", or nothing");
  }

  private static RefusedBodyException fault(String pointer, String detail) {
    return new RefusedBodyException(
        RefusedBodyException.Code.INVALID_FIELD,
        pointer + ": " + detail,
        List.of(new ProblemBody.Fault(pointer, detail)));
  }
}
