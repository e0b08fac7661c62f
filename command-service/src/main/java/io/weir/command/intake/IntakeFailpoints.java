package io.weir.command.intake;

import java.util.List;

/** The intake's failpoints; those around its commit are the reader's. */
public final class IntakeFailpoints {
  public static final String BEFORE_APPEND = "intake.before-append";
  public static final String AFTER_APPEND = "intake.after-append";

  /** All of them, in order. */
  public static final List<String> ALL = List.of(BEFORE_APPEND, AFTER_APPEND);

  private IntakeFailpoints() {}
}
