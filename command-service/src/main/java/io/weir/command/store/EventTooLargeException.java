package io.weir.command.store;

/** An event that the topic could not carry; refused before it is stored. */
public final class EventTooLargeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EventTooLargeException() {
    super(
        "Expected an event of at most 1 MiB, but the deployment is larger once its defaults are filled"
            + " in. Make the spec smaller");
  }
}
