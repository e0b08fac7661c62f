package io.weir.projection.rebuild;

/** A rebuild does not get to its end. Clients see what they saw before. */
public final class RebuildStalledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RebuildStalledException(String message) {
    super(message);
  }
}
