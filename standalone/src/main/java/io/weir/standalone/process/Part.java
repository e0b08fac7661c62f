package io.weir.standalone.process;

import java.util.OptionalLong;

/** Something that runs as a process of its own and can be started, watched, killed and stopped. */
public interface Part {
  /** Lower-case words joined by dashes. */
  String name();

  /**
   * Starts it; returns when it is ready to serve.
   *
   * @throws PartFailedException when it ended, refused or was not ready in time
   */
  void start() throws InterruptedException;

  /**
   * Returns when its process has ended.
   *
   * @return how, for people: a clause without the part's name
   */
  String awaitEnd() throws InterruptedException;

  /** Its process id; empty when no process runs. */
  OptionalLong pid();

  /** Ends its process at once. */
  void kill();

  /** Ends it in an orderly way; returns when it is gone. Does nothing when it does not run. */
  void stop();
}
