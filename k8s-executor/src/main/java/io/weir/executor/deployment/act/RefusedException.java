package io.weir.executor.deployment.act;

import io.weir.executor.deployment.decide.WriteFailure;

/** An action was refused and would be refused again. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient WriteFailure failure;

  RefusedException(WriteFailure failure, Throwable cause) {
    super(failure.message(), cause);
    this.failure = failure;
  }

  public WriteFailure failure() {
    return failure;
  }
}
