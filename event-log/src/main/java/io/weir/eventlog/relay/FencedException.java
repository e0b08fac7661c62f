package io.weir.eventlog.relay;

/** Another relay leads now; what this one sent are duplicates at worst. */
final class FencedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FencedException(String message) {
    super(message);
  }
}
