package io.weir.gateway.route;

/** What a request carries: it decides how long its body may be and how long it may take. */
public enum BodyKind {
  /** A resource or a command: small, and answered soon. */
  RESOURCE,
  /** A file: large, and as slow as the client's line. */
  FILE
}
