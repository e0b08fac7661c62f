package io.weir.standalone.clients;

/** Weir answered otherwise than a client needs it to. */
public final class UnexpectedAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was expected, and what came
   */
  public UnexpectedAnswerException(String message) {
    super(message);
  }
}
