package io.weir.cluster.patch;

/** A patch that cannot be carried out; the message says why. */
public final class PatchFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final boolean malformed;

  private PatchFailed(String message, boolean malformed) {
    super(message);
    this.malformed = malformed;
  }

  /** The patch breaks the rules of its language. */
  public static PatchFailed malformed(String message) {
    return new PatchFailed(message, true);
  }

  /** The patch is sound but does not fit this document. */
  public static PatchFailed unfit(String message) {
    return new PatchFailed(message, false);
  }

  public boolean isMalformed() {
    return malformed;
  }
}
