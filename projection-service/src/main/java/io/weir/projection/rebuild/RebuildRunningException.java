package io.weir.projection.rebuild;

/** Another rebuild or verification is under way, in this process or in another. */
public final class RebuildRunningException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RebuildRunningException() {
    super(
        "Expected no rebuild or verification to be under way, but there is one. Wait for it: GET"
            + " /internal/rebuild shows its progress.");
  }
}
