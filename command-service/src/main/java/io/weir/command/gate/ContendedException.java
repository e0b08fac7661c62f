package io.weir.command.gate;

/** Others changed the deployment again and again while this command was tried. */
public final class ContendedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ContendedException(int attempts) {
    super(
        "Expected to change the deployment, but others were faster "
            + attempts
            + " times. Look at the current state and send the request again");
  }
}
