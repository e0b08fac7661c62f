package io.weir.chaos.run;

/** Something did not come back after a fault; the message says what was expected and what is. */
final class NotRecoveredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotRecoveredException(String message) {
    super(message);
  }
}
