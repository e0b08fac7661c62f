package io.weir.command.api;

/** A header that cannot be read. */
final class BadHeaderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadHeaderException(String header, String wanted) {
    super("Expected the header " + header + " to hold " + wanted + ", but it does not");
  }
}
