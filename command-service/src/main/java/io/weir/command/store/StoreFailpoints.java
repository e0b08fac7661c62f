package io.weir.command.store;

import java.util.List;

/** Where a group of commands can be made to fail. */
public final class StoreFailpoints {
  /** Everything that the group writes is written, and not committed. */
  public static final String GROUP_WRITTEN = "command.group-written";

  /** The group is committed, and none of its commands knows. */
  public static final String GROUP_COMMITTED = "command.group-committed";

  /** All of them, in order. */
  public static final List<String> ALL = List.of(GROUP_WRITTEN, GROUP_COMMITTED);

  private StoreFailpoints() {}
}
