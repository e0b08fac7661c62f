package io.weir.cluster.api;

import io.weir.cluster.json.Trees;
import io.weir.cluster.kinds.Fault;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A request that is answered with a failure {@code Status}. */
final class ApiFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient ObjectNode status;
  private final int code;

  private ApiFailure(int code, String reason, String message, ObjectNode details) {
    super(message);
    this.code = code;
    this.status = status("Failure", code, reason, message, details);
  }

  int code() {
    return code;
  }

  boolean isAlreadyExists() {
    return Trees.text(status, "reason").equals("AlreadyExists");
  }

  ObjectNode status() {
    return status;
  }

  static ObjectNode status(
      String outcome, int code, String reason, String message, ObjectNode details) {
    ObjectNode status = Trees.object().put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", outcome);
    if (!message.isEmpty()) {
      status.put("message", message);
    }
    if (!reason.isEmpty()) {
      status.put("reason", reason);
    }
    if (details != null) {
      status.set("details", details);
    }
    return status.put("code", code);
  }

  private static ObjectNode details(ResourceType type, String name) {
    ObjectNode details = Trees.object();
    if (!name.isEmpty()) {
      details.put("name", name);
    }
    if (!type.group().isEmpty()) {
      details.put("group", type.group());
    }
    return details.put("kind", type.plural());
  }

  static ApiFailure notFound(ResourceType type, String name) {
    return new ApiFailure(
        404, "NotFound", type.qualified() + " \"" + name + "\" not found", details(type, name));
  }

  static ApiFailure noSuchPath() {
    return new ApiFailure(
        404, "NotFound", "the server could not find the requested resource", Trees.object());
  }

  static ApiFailure alreadyExists(ResourceType type, String name) {
    return new ApiFailure(
        409,
        "AlreadyExists",
        type.qualified() + " \"" + name + "\" already exists",
        details(type, name));
  }

  static ApiFailure conflict(ResourceType type, String name, String why) {
    return new ApiFailure(
        409,
        "Conflict",
        "Operation cannot be fulfilled on " + type.qualified() + " \"" + name + "\": " + why,
        details(type, name));
  }

  static ApiFailure stale(ResourceType type, String name) {
    return conflict(
        type,
        name,
        "the object has been modified; please apply your changes to the latest version and try again");
  }

  static ApiFailure applyConflict(String message, List<Fault> causes) {
    return new ApiFailure(409, "Conflict", message, withCauses(Trees.object(), causes));
  }

  static ApiFailure terminating(ResourceType type, String name, String namespace) {
    String why =
        "unable to create new content in namespace "
            + namespace
            + " because it is being terminated";
    ObjectNode details =
        withCauses(
            details(type, name),
            List.of(
                new Fault(
                    "NamespaceTerminating",
                    "namespace " + namespace + " is being terminated",
                    "metadata.namespace")));
    return new ApiFailure(
        403, "Forbidden", type.qualified() + " \"" + name + "\" is forbidden: " + why, details);
  }

  static ApiFailure invalid(ResourceType type, String name, List<Fault> causes) {
    String list =
        causes.stream().map(c -> c.field() + ": " + c.message()).collect(Collectors.joining(", "));
    String message =
        type.kind()
            + (type.group().isEmpty() ? "" : "." + type.group())
            + " \""
            + name
            + "\" is invalid: "
            + (causes.size() == 1 ? list : "[" + list + "]");
    ObjectNode details = Trees.object().put("name", name);
    if (!type.group().isEmpty()) {
      details.put("group", type.group());
    }
    return new ApiFailure(
        422, "Invalid", message, withCauses(details.put("kind", type.kind()), causes));
  }

  /** A patch that is well-formed but cannot be carried out on this object. */
  static ApiFailure unprocessable(String message) {
    return new ApiFailure(422, "Invalid", message, null);
  }

  static ApiFailure badRequest(String message) {
    return new ApiFailure(400, "BadRequest", message, null);
  }

  static ApiFailure expired(String message) {
    return new ApiFailure(410, "Expired", message, null);
  }

  static ApiFailure timeout(String message) {
    return new ApiFailure(504, "Timeout", message, null);
  }

  static ApiFailure methodNotAllowed() {
    return new ApiFailure(
        405,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource",
        Trees.object());
  }

  static ApiFailure unsupportedMediaType(String given, String accepted) {
    return new ApiFailure(
        415,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include: "
            + accepted
            + " (got: "
            + given
            + ")",
        null);
  }

  static ApiFailure tooLarge(long limit) {
    return new ApiFailure(
        413, "RequestEntityTooLarge", "Request entity too large: limit is " + limit, null);
  }

  static ApiFailure internal(String message) {
    return new ApiFailure(500, "InternalError", "Internal error occurred: " + message, null);
  }

  private static ObjectNode withCauses(ObjectNode details, List<Fault> causes) {
    ArrayNode list = details.putArray("causes");
    for (Fault cause : causes) {
      list.addObject()
          .put("reason", cause.reason())
          .put("message", cause.message())
          .put("field", cause.field());
    }
    return details;
  }
}
