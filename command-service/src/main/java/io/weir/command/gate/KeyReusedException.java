package io.weir.command.gate;

/** An Idempotency-Key came with another request than the first time. */
public final class KeyReusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeyReusedException(String key) {
    super(
        "Expected the same request as before for the Idempotency-Key '"
            + key
            + "', but it is another. Use a new key for a new request");
  }
}
