package io.weir.projection.api;

/** A query that cannot be answered, with what the client has to know. */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, each with its HTTP status. */
  enum Code {
    /** A parameter or a path does not fit its form. */
    BAD_PARAMETER(400, "Bad Request", false),
    /** There is no such resource, or it is deleted. */
    NOT_FOUND(404, "Not Found", false),
    /** There is no such namespace. */
    UNKNOWN_NAMESPACE(404, "Not Found", false),
    /** There is no such path here. */
    NO_SUCH_PATH(404, "Not Found", false),
    /** The path takes other methods. */
    METHOD_NOT_ALLOWED(405, "Method Not Allowed", false),
    /** Another rebuild is under way. */
    REBUILD_RUNNING(409, "Conflict", true),
    /** Nobody foresaw it. */
    INTERNAL(500, "Internal Server Error", true),
    /** The read models do not hold the wanted position in time. */
    NOT_CAUGHT_UP(503, "Service Unavailable", true),
    /** The database does not answer. */
    UNAVAILABLE(503, "Service Unavailable", true);

    private final int status;
    private final String error;
    private final boolean retryable;

    Code(int status, String error, boolean retryable) {
      this.status = status;
      this.error = error;
      this.retryable = retryable;
    }

    int status() {
      return status;
    }

    String error() {
      return error;
    }

    boolean retryable() {
      return retryable;
    }
  }

  private final Code code;

  Problem(Code code, String message) {
    super(message);
    this.code = code;
  }

  Code code() {
    return code;
  }

  static Problem unknownNamespace(String namespace) {
    return new Problem(
        Code.UNKNOWN_NAMESPACE, "There is no namespace '%s'.".formatted(shortened(namespace)));
  }

  static Problem unknownSchema(String name, String revision) {
    return new Problem(
        Code.NOT_FOUND,
        "There is no type '%s' of revision '%s'. GET /schemas lists what there is."
            .formatted(shortened(name), shortened(revision)));
  }

  private static String shortened(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "..." : text;
  }

  static Problem notFound(String kind, String name, String namespace) {
    return new Problem(
        Code.NOT_FOUND,
        "Expected a %s '%s' in namespace '%s', but there is none. Deleted ones are shown with deleted=true."
            .formatted(kind, shortened(name), namespace));
  }
}
