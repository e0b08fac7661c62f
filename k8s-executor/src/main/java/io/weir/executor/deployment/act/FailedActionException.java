package io.weir.executor.deployment.act;

/** An action had no answer that counts. Look again, later. */
public final class FailedActionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FailedActionException(String message) {
    super(message);
  }
}
