package io.weir.command.body;

import io.weir.appmanager.MergePatch;
import io.weir.appmanager.ProblemBody;
import io.weir.appmanager.RefusedBodyException;
import io.weir.appmanager.ResourceBinder;
import io.weir.appmanager.ResourceJson;
import io.weir.appmanager.ResourceList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the bodies of all kinds have around their spec (app-manager-api.md A.3). */
final class Envelope {
  private Envelope() {}

  /**
   * Kind, version and namespace may be left out, and must be right when they are there.
   *
   * @throws RefusedBodyException when one is wrong
   */
  static void check(ObjectNode body, String kind, String namespace) {
    constant(body, "kind", kind);
    constant(body, "apiVersion", ResourceList.API_VERSION);
    if (body.path("metadata").isMissingNode()) return;
    metadata(body)
        .namespace()
        .filter(text -> !text.isEmpty() && !text.equals(namespace))
        .ifPresent(
            text -> {
              throw fault(
                  "/metadata/namespace", "expected '" + namespace + "' as in the path, or nothing");
            });
  }

  /** What the user says in {@code metadata}; nothing when there is none. */
  static MetadataBody metadata(ObjectNode body) {
    JsonNode metadata = body.path("metadata");
    if (metadata.isMissingNode()) return MetadataBody.NOTHING;
    object(metadata, "/metadata");
    return ResourceBinder.bind(
        metadata.isObject()
            ? SpecOverlay.withoutNulls(metadata)
            : JsonNodeFactory.instance.objectNode(),
        MetadataBody.class,
        "/metadata");
  }

  /** What the user says in {@code metadata} after a patch of what was said before (RFC 7386). */
  static MetadataBody patched(MetadataBody was, ObjectNode patch) {
    if (patch.path("metadata").isMissingNode()) return was;
    object(patch.path("metadata"), "/metadata");
    JsonNode before = ResourceJson.mapper().valueToTree(was);
    JsonNode after =
        patch.path("metadata").isObject()
            ? MergePatch.apply(before, patch.path("metadata"))
            : before;
    return ResourceBinder.bind(SpecOverlay.withoutNulls(after), MetadataBody.class, "/metadata");
  }

  /**
   * The name that a body and its path agree on.
   *
   * @param path absent at POST
   * @throws RefusedBodyException when they differ
   */
  static String name(MetadataBody metadata, Optional<String> path) {
    Optional<String> own = metadata.name().filter(text -> !text.isEmpty());
    if (path.isPresent() && own.isPresent() && !own.equals(path))
      throw fault(
          "/metadata/name",
          "is '%s', but the path says '%s'; a name cannot change".formatted(own.get(), path.get()));
    return path.or(() -> own).orElse("");
  }

  /** Refuses what is there and no object. */
  static void object(JsonNode value, String pointer) {
    if (!value.isObject() && !value.isMissingNode() && !value.isNull())
      throw fault(pointer, "expected an object");
  }

  static RefusedBodyException fault(String pointer, String detail) {
    return new RefusedBodyException(
        RefusedBodyException.Code.INVALID_FIELD,
        pointer + ": " + detail,
        List.of(new ProblemBody.Fault(pointer, detail)));
  }

  private static void constant(ObjectNode body, String field, String wanted) {
    JsonNode value = body.path(field);
    if (value.isMissingNode() || value.isNull()) return;
    if (!value.asString("").equalsIgnoreCase(wanted))
      throw fault("/" + field, "expected " + wanted + ", or nothing");
  }
}
