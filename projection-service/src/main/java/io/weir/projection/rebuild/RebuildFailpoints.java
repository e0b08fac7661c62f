package io.weir.projection.rebuild;

import java.util.List;

/** The failpoints of a rebuild: between every two of its steps. */
public final class RebuildFailpoints {
  public static final String AFTER_CREATE = "rebuild.after-create";
  public static final String AFTER_BUILD = "rebuild.after-build";
  public static final String AFTER_INDEX = "rebuild.after-index";
  public static final String AFTER_COMPARE = "rebuild.after-compare";
  public static final String BEFORE_SWAP = "rebuild.before-swap";
  public static final String BEFORE_SWAP_COMMIT = "rebuild.before-swap-commit";
  public static final String AFTER_SWAP = "rebuild.after-swap";

  /** All of them, in order. */
  public static final List<String> ALL =
      List.of(
          AFTER_CREATE,
          AFTER_BUILD,
          AFTER_INDEX,
          AFTER_COMPARE,
          BEFORE_SWAP,
          BEFORE_SWAP_COMMIT,
          AFTER_SWAP);

  private RebuildFailpoints() {}
}
