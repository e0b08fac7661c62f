package io.weir.command.gate;

/** Secret values cannot be kept here. */
public final class NoMasterKeyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoMasterKeyException() {
    super(
        "Secret values need a master key: set weir.secrets.key-file to a file with a line '<key id> <32"
            + " bytes in base64>' that only Weir can read, and start the command service again");
  }
}
