package io.weir.command.gate;

import java.util.List;

/** The command path's failpoints: between every two of its steps. */
public final class CommandFailpoints {
  public static final String BEFORE_TRANSACTION = "command.before-transaction";
  public static final String AFTER_IDEMPOTENCY_ROW = "command.after-idempotency-row";
  public static final String AFTER_EVENTS = "command.after-events";
  public static final String AFTER_COMMIT = "command.after-commit";

  /** All of them, in order. */
  public static final List<String> ALL =
      List.of(BEFORE_TRANSACTION, AFTER_IDEMPOTENCY_ROW, AFTER_EVENTS, AFTER_COMMIT);

  private CommandFailpoints() {}
}
