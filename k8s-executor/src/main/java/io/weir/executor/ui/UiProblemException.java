package io.weir.executor.ui;

/** A call has no answer of Flink's. */
final class UiProblemException extends Exception {
  private static final long serialVersionUID = 1L;

  private final UiProblem problem;

  /**
   * @param message what is wrong, and what to do
   */
  UiProblemException(UiProblem problem, String message) {
    super(message);
    this.problem = problem;
  }

  UiProblem problem() {
    return problem;
  }
}
