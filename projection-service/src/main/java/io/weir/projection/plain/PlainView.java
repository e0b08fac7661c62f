package io.weir.projection.plain;

import java.util.UUID;

/** A view that is found by its namespace and name. */
public interface PlainView {
  /** What it is of. */
  UUID id();

  /** Its namespace. */
  String namespace();

  /** Its name. */
  String name();

  /** Whether it is hidden from clients. */
  boolean deleted();

  /** The sequence of the last event. */
  long sequence();

  /** The number of events, which is what clients know as the resource version. */
  default long resourceVersion() {
    return sequence() + 1;
  }
}
