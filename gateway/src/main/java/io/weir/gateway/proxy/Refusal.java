package io.weir.gateway.proxy;

/** Why the gateway itself answers: the closed list of codes that clients may switch on. */
enum Refusal {
  /** Two parsers could read the path differently. */
  MALFORMED_PATH(400, "Bad Request", false),
  /** The query is not percent-encoded as it must be. */
  MALFORMED_QUERY(400, "Bad Request", false),
  /** No service has such a path. */
  UNKNOWN_PATH(404, "Not Found", false),
  /** The method has no meaning here. */
  METHOD_NOT_ALLOWED(405, "Method Not Allowed", false),
  /** The body is longer than allowed. */
  BODY_TOO_LARGE(413, "Content Too Large", false),
  /** The API has such paths, and Weir does not serve them. */
  NOT_IMPLEMENTED(501, "Not Implemented", false),
  /** The service ended the connection before it answered. */
  UPSTREAM_BROKE_OFF(502, "Bad Gateway", true),
  /** The service takes no connection. */
  UPSTREAM_UNAVAILABLE(503, "Service Unavailable", true),
  /** The service did not answer in time. */
  UPSTREAM_TIMEOUT(504, "Gateway Timeout", true);

  private final int status;
  private final String phrase;
  private final boolean retryable;

  Refusal(int status, String phrase, boolean retryable) {
    this.status = status;
    this.phrase = phrase;
    this.retryable = retryable;
  }

  /** The HTTP status. */
  int status() {
    return status;
  }

  /** The HTTP status in words. */
  String phrase() {
    return phrase;
  }

  /** Whether the same request can succeed in a moment. */
  boolean retryable() {
    return retryable;
  }
}
