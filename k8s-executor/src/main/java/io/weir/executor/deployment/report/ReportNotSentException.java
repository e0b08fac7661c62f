package io.weir.executor.deployment.report;

/** A report may not have been stored. It is repeated. */
public final class ReportNotSentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ReportNotSentException(String message, Throwable cause) {
    super(message, cause);
  }
}
