package io.weir.cluster.api;

/** Which part of an object a write may change. */
enum Part {
  /** Everything but the status, where the kind has a status of its own endpoint. */
  MAIN(""),
  STATUS("status"),
  SCALE("scale"),
  /** The finalizers in the spec of a namespace. */
  FINALIZE("finalize");

  private final String subresource;

  Part(String subresource) {
    this.subresource = subresource;
  }

  /** The path segment; empty for the object itself. */
  String subresource() {
    return subresource;
  }
}
