package io.weir.command.deployment;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How many tasks a TaskManager takes, and how many TaskManagers a parallelism needs. */
public final class TaskSlots {
  /** Flink's option. */
  public static final String OPTION = "taskmanager.numberOfTaskSlots";

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,4}");

  private TaskSlots() {}

  /** Slots of each TaskManager, 1 unless configured; empty when that is no such number. */
  public static Optional<Integer> perTaskManager(Map<String, String> configuration) {
    String text = configuration.getOrDefault(OPTION, "1").strip();
    return NUMBER.matcher(text).matches() ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }

  /** As many TaskManagers as the parallelism needs. */
  static int taskManagers(int parallelism, int slots) {
    return (parallelism + slots - 1) / slots;
  }
}
