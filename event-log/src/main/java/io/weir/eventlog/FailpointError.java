package io.weir.eventlog;

/** Thrown by a failpoint that is armed to throw: an error, since nothing may handle a crash. */
public final class FailpointError extends Error {
  private static final long serialVersionUID = 1L;

  public FailpointError(String name) {
    super("Failpoint " + name + " was armed to throw.");
  }
}
