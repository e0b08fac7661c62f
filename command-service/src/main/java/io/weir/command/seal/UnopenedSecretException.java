package io.weir.command.seal;

/** A stored secret that cannot be opened here. The message names it and holds nothing of it. */
public final class UnopenedSecretException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnopenedSecretException(String message) {
    super(message);
  }
}
