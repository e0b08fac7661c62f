package io.weir.command.store;

import java.util.List;

/** Where a group of commands can be made to fail. */
public final class StoreFailpoints {
  /** A group is about to be written. */
  public static final String GROUP_READY = "command.group-ready";

  /** The group is committed, and none of its commands knows. */
  public static final String GROUP_COMMITTED = "command.group-committed";

  /** All of them, in order. */
  public static final List<String> ALL = List.of(GROUP_READY, GROUP_COMMITTED);

  private StoreFailpoints() {}
}
