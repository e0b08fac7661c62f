package io.weir.executor.infra;

import java.io.IOException;

/** Ends this process when its standard input ends: its supervisor has died. */
final class StdinWatch {
  StdinWatch(boolean wanted) {
    if (wanted) Thread.ofPlatform().daemon().name("stdin-watch").start(StdinWatch::watch);
  }

  private static void watch() {
    try {
      while (System.in.read() >= 0) {
        // What is written there does not matter.
      }
    } catch (IOException e) {
      // As good as its end.
    }
    System.exit(0);
  }
}
