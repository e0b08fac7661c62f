package io.weir.command.infra;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Ends this process with whoever started it: its standard input is a pipe from there. */
public final class EndWithInput {
  private EndWithInput() {}

  /**
   * Returns when the input has ended, and begins an orderly end. That end waits for servers, such
   * as a broker that is to acknowledge what is on its way; they may have died with whoever started
   * them, and a process that ends in the middle loses nothing. So it is not waited for long.
   *
   * @param orderly ends this process
   * @param within how long that may take, before it is ended at once
   */
  public static void watch(InputStream input, Runnable orderly, Duration within) {
    try {
      while (input.read() >= 0) {
        // What comes in means nothing; only its end does.
      }
    } catch (IOException closed) {
      // As good as the end.
    }
    Thread.ofPlatform().daemon().name("weir-end").start(() -> haltAfter(within));
    orderly.run();
  }

  private static void haltAfter(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException now) {
      // There is nothing to wait for.
    }
    Runtime.getRuntime().halt(1);
  }
}
