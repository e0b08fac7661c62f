package io.weir.eventlog.relay;

/** Events were not all acknowledged; they are sent again by the next term. */
final class PublishException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PublishException(String message, Throwable cause) {
    super(message, cause);
  }
}
