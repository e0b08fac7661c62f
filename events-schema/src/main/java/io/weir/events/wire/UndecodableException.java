package io.weir.events.wire;

/** Bytes or headers that this version cannot read. Never skipped: the reader stops the key. */
public final class UndecodableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UndecodableException(String message) {
    super(message);
  }

  public UndecodableException(String message, Throwable cause) {
    super(message, cause);
  }
}
