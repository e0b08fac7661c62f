package io.weir.chaos.run;

import io.weir.chaos.plan.Fault;
import io.weir.chaos.report.Tally;
import java.time.Duration;
import java.util.function.Consumer;

/** Counts what was done and tells who waits for it, a line each. */
final class KillLog {
  private final Tally tally;
  private final int planned;
  private final Consumer<String> lines;

  /**
   * @param planned how many kills there are to be
   */
  KillLog(Tally tally, int planned, Consumer<String> lines) {
    this.tally = tally;
    this.planned = planned;
    this.lines = lines;
  }

  /** A process was killed; returns when that was. */
  long killed(Fault fault) {
    long now = System.nanoTime();
    say("kill %d/%d: %s".formatted(tally.killed(fault.kind()), planned, fault));
    return now;
  }

  /** A process has halted at its failpoint; returns when that was seen. */
  long halted(Fault.Halt halt) {
    long now = System.nanoTime();
    say("kill %d/%d: %s".formatted(tally.halted(halt.kind(), halt.toString()), planned, halt));
    return now;
  }

  void froze(Fault.Freeze freeze) {
    tally.froze(freeze.kind());
    say(freeze + ", and woken");
  }

  /** What was hit serves again. */
  void recovered(Fault fault, long since) {
    Duration after = Duration.ofNanos(System.nanoTime() - since);
    tally.recovered(fault.kind(), after);
    say("  %s is back after %,d ms".formatted(fault, after.toMillis()));
  }

  void say(String line) {
    lines.accept(line);
  }
}
