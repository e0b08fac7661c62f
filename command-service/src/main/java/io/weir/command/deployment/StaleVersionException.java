package io.weir.command.deployment;

/** The actor decided on a resource version that is no longer the newest. */
public final class StaleVersionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Recorded current;

  public StaleVersionException(long expected, Recorded current) {
    super(
        "Expected resource version "
            + expected
            + ", but it is "
            + current.version()
            + ". Look at the current state, then send the request with If-Match: \""
            + current.version()
            + "\"",
        null,
        false,
        false);
    this.current = current;
  }

  public Recorded current() {
    return current;
  }
}
