package io.weir.eventlog;

/**
 * A topic exists but is not what it must be. The message says which, what differs and what to do.
 */
public final class TopicMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TopicMismatchException(String message) {
    super(message);
  }
}
