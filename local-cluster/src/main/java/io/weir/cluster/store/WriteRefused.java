package io.weir.cluster.store;

/** The object is not in the version that the writer thought it was in; nothing was written. */
public final class WriteRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WriteRefused(Key key, long expected, long found) {
    super(
        "Expected "
            + key
            + " in version "
            + expected
            + ", but found version "
            + found
            + " (0 = absent)");
  }
}
