package io.weir.events.wire.canonical;

/** The JSON or the value is not of the form that is read and written here; the mapper judges it. */
final class NotCanonical extends RuntimeException {
  static final NotCanonical INSTANCE = new NotCanonical();

  private static final long serialVersionUID = 1L;

  private NotCanonical() {
    super("not of the canonical form", null, false, false);
  }
}
