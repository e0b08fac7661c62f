package io.weir.executor.flink;

import io.weir.executor.deployment.decide.DataView;
import java.io.IOException;

/** Removes state that nobody refers to any more. */
public interface StateRemoval {
  /** Whether anything is at this very location. */
  DataView look(String location);

  /**
   * Removes what is there. What it began and did not end, by whatever, the next call goes on with.
   *
   * @throws IOException when something is left; the next call may do better
   * @throws NotStateException when what is there is no state that Flink wrote: nothing was removed
   */
  void remove(String location) throws IOException, NotStateException;

  /** What lies there does not look like Flink's state. */
  final class NotStateException extends Exception {
    private static final long serialVersionUID = 1L;

    NotStateException(String message) {
      super(message);
    }
  }
}
