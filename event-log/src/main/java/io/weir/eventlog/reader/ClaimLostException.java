package io.weir.eventlog.reader;

/**
 * Another reader has claimed the partition; what this one did in its transaction is rolled back.
 */
final class ClaimLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ClaimLostException(String message) {
    super(message);
  }
}
