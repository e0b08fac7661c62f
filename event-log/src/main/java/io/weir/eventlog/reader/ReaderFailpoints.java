package io.weir.eventlog.reader;

import java.util.List;

/** The reader's failpoints: between every two of its steps. */
public final class ReaderFailpoints {
  public static final String AFTER_CLAIM = "reader.after-claim";
  public static final String AFTER_POLL = "reader.after-poll";
  public static final String AFTER_PARK = "reader.after-park";
  public static final String AFTER_HANDLER = "reader.after-handler";
  public static final String BEFORE_COMMIT = "reader.before-commit";
  public static final String AFTER_COMMIT = "reader.after-commit";
  public static final String BEFORE_RELEASE_COMMIT = "reader.before-release-commit";
  public static final String AFTER_RELEASE_COMMIT = "reader.after-release-commit";

  /** All of them, in the order of a step. */
  public static final List<String> ALL =
      List.of(
          AFTER_CLAIM,
          AFTER_POLL,
          AFTER_PARK,
          AFTER_HANDLER,
          BEFORE_COMMIT,
          AFTER_COMMIT,
          BEFORE_RELEASE_COMMIT,
          AFTER_RELEASE_COMMIT);

  private ReaderFailpoints() {}
}
