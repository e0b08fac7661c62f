package io.weir.standalone.stack;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;

/** Waiting for processes that another class started. */
final class Processes {
  private Processes() {}

  /** How a process ended whose end is not ours to read. */
  static final String ENDED = "its process ended";

  /** Returns when the process has ended; at once when there is none. */
  static void awaitEnd(OptionalLong pid) throws InterruptedException {
    Optional<ProcessHandle> process =
        pid.isPresent() ? ProcessHandle.of(pid.getAsLong()) : Optional.empty();
    if (process.isEmpty()) {
      return;
    }
    try {
      process.get().onExit().get();
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
