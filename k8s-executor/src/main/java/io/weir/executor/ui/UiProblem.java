package io.weir.executor.ui;

/** Why a call to a job's web UI has no answer of Flink's: codes that clients may switch on. */
enum UiProblem {
  /** The address has another form. */
  UNKNOWN_PATH(404, "Not Found", false),
  /** No such job, or it has ended. */
  JOB_NOT_FOUND(404, "Not Found", false),
  /** Only reading goes through. */
  METHOD_NOT_ALLOWED(405, "Method Not Allowed", false),
  /** Flink has such a call, perhaps, but it is not let through. */
  CALL_REFUSED(403, "Forbidden", false),
  /** The JobManager broke off, or said more than is carried. */
  FLINK_BROKE_OFF(502, "Bad Gateway", true),
  /** The job has no JobManager at this moment, or nobody knows where. */
  FLINK_UNAVAILABLE(503, "Service Unavailable", true),
  /** The JobManager took too long. */
  FLINK_TIMEOUT(504, "Gateway Timeout", true);

  private final int status;
  private final String phrase;
  private final boolean retryable;

  UiProblem(int status, String phrase, boolean retryable) {
    this.status = status;
    this.phrase = phrase;
    this.retryable = retryable;
  }

  int status() {
    return status;
  }

  String phrase() {
    return phrase;
  }

  boolean retryable() {
    return retryable;
  }
}
