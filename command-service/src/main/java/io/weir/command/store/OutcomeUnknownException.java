package io.weir.command.store;

import java.sql.SQLException;

/** The answer to a commit was lost: it happened, or it did not. Only a repeat by key can tell. */
public final class OutcomeUnknownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutcomeUnknownException(SQLException cause) {
    super(
        "Expected the database to confirm the commit, but its answer was lost. The command may have"
            + " happened: repeat it with the same Idempotency-Key to learn, or look at the resource",
        cause);
  }
}
