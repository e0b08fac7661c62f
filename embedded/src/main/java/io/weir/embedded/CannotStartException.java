package io.weir.embedded;

/**
 * An embedded server did not start. The message is one sentence: what was wanted, what stood in the
 * way, and what to do.
 */
public final class CannotStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CannotStartException(String message) {
    super(message);
  }

  public CannotStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
