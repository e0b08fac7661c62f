package io.weir.command.store;

import java.sql.SQLException;

/** The database did not do what was asked, and nothing happened. The same may succeed later. */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private StoreUnavailableException(String message, SQLException cause) {
    super(message, cause);
  }

  static StoreUnavailableException of(String what, SQLException cause) {
    return new StoreUnavailableException(
        "Expected to " + what + ", but the database said: " + cause.getMessage(), cause);
  }
}
