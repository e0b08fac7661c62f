package io.weir.command.api;

/** The path names a namespace that does not exist. */
final class UnknownNamespaceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownNamespaceException(String namespace) {
    super(
        "There is no namespace '"
            + (namespace.length() > 80 ? namespace.substring(0, 80) + "…" : namespace)
            + "'");
  }
}
