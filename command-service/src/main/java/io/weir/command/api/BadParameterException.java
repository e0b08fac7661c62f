package io.weir.command.api;

/** A query parameter says what it cannot say. */
final class BadParameterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadParameterException(String parameter, String expected) {
    super("Expected the query parameter " + parameter + " to be " + expected);
  }
}
