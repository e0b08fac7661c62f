package io.weir.command.store;

/** What was asked for is not in memory: the command needs a transaction of its own. */
final class NotInMemoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotInMemoryException(String what) {
    super("Expected " + what + " in memory, but it is not", null, false, false);
  }
}
