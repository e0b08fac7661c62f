package io.weir.chaos.run;

import io.weir.chaos.plan.Fault;
import io.weir.chaos.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Carries out a plan: a thread per lane; what kills the whole is done alone. */
final class Campaign {
  private static final int LAST_TRIES = 3;

  private final FaultRunner runner;
  private final long deadline;
  private final ReadWriteLock calm = new ReentrantReadWriteLock(true);
  private final List<Fault> missed = new CopyOnWriteArrayList<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private final List<Thread> lanes = new CopyOnWriteArrayList<>();

  /**
   * @param deadline when no new fault is begun, by {@link System#nanoTime}
   */
  Campaign(FaultRunner runner, long deadline) {
    this.runner = runner;
    this.deadline = deadline;
  }

  /** Carries out everything; returns what did not come back, in words. */
  List<String> run(Plan plan) throws InterruptedException {
    plan.lanes()
        .forEach(
            (lane, steps) ->
                lanes.add(Thread.ofVirtual().name("lane-" + lane).start(() -> work(steps))));
    for (Thread lane : lanes) {
      lane.join();
    }
    tryMissedAgain();
    return List.copyOf(faults);
  }

  private void work(List<Plan.Step> steps) {
    try {
      for (Plan.Step step : steps) {
        TimeUnit.MILLISECONDS.sleep(step.pause().toMillis());
        if (!faults.isEmpty() || isOver()) {
          return;
        }
        carryOut(step.fault());
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether there was no time for all of it. */
  boolean isOver() {
    return System.nanoTime() - deadline > 0;
  }

  private void carryOut(Fault fault) throws InterruptedException {
    try {
      if (!carryOutAlone(fault)) {
        missed.add(fault);
      }
    } catch (RuntimeException notRecovered) {
      faults.add(fault + ": " + notRecovered.getMessage());
      // What is broken is to be looked at as it is.
      lanes.forEach(Thread::interrupt);
    }
  }

  private boolean carryOutAlone(Fault fault) throws InterruptedException {
    if (fault instanceof Fault.KillPod kill) {
      // Until the job runs nobody has to wait for it.
      return runner.killPod(kill, calm.readLock());
    }
    Lock lock = fault.isExclusive() ? calm.writeLock() : calm.readLock();
    lock.lockInterruptibly();
    try {
      return runner.carryOut(fault);
    } finally {
      lock.unlock();
    }
  }

  /**
   * In calm a failpoint is reached, and a job met, more easily than while everything else is
   * killed, too.
   */
  private void tryMissedAgain() throws InterruptedException {
    for (int round = 0; round < LAST_TRIES && faults.isEmpty(); round++) {
      List<Fault> again = new ArrayList<>(missed);
      missed.clear();
      for (Fault fault : again) {
        if (isOver()) {
          return;
        }
        carryOut(fault);
      }
    }
  }
}
