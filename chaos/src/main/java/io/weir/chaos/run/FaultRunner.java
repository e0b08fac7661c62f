package io.weir.chaos.run;

import io.weir.chaos.load.MovingDeployment;
import io.weir.chaos.load.Situations;
import io.weir.chaos.plan.Fault;
import io.weir.chaos.weir.ChildWeir;
import io.weir.chaos.weir.OwnedProcesses;
import io.weir.standalone.process.PartStatus;
import io.weir.standalone.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Carries out faults and waits until what they hit serves again. */
final class FaultRunner {
  private static final Duration BACK_WITHIN = Duration.ofMinutes(4);
  private static final Duration REACHED_WITHIN = Duration.ofSeconds(45);

  /** A job goes through many steps, some of them slow, until it comes to a certain one. */
  private static final Duration REACHED_BY_THE_EXECUTOR_WITHIN = Duration.ofSeconds(120);

  private final ChildWeir weir;
  private final MovingDeployment moving;
  private final Situations situations;
  private final PodKills pods;
  private final WholeKills wholes;
  private final KillLog log;

  FaultRunner(
      ChildWeir weir,
      MovingDeployment moving,
      Situations situations,
      PodKills pods,
      WholeKills wholes,
      KillLog log) {
    this.weir = weir;
    this.moving = moving;
    this.situations = situations;
    this.pods = pods;
    this.wholes = wholes;
    this.log = log;
  }

  /**
   * Carries out one fault; returns whether it came about: a failpoint may not be reached in time.
   *
   * @throws NotRecoveredException when what was hit does not come back
   */
  boolean carryOut(Fault fault) throws InterruptedException {
    return switch (fault) {
      case Fault.KillPart kill -> killPart(kill);
      case Fault.Halt halt -> halt(halt);
      case Fault.Freeze freeze -> freeze(freeze);
      case Fault.KillSupervisor kill -> {
        awaitAllReady();
        wholes.killSupervisor(kill);
        yield true;
      }
      case Fault.KillEverything kill -> {
        awaitAllReady();
        wholes.killEverything(kill);
        yield true;
      }
      case Fault.KillPod kill -> killPod(kill, new ReentrantLock());
    };
  }

  /**
   * Kills a pod's process as soon as the job runs.
   *
   * @param undisturbed held from then on, until the job writes again; taken by somebody else: it is
   *     not killed now
   */
  boolean killPod(Fault.KillPod kill, Lock undisturbed) throws InterruptedException {
    AtomicBoolean killed = new AtomicBoolean();
    moving.whileRunning(
        () -> {
          // Whoever waits to be alone waits for a failpoint that may need the job to move on.
          if (!undisturbed.tryLock()) {
            return;
          }
          try {
            killed.set(pods.kill(kill));
          } finally {
            undisturbed.unlock();
          }
        });
    return killed.get();
  }

  private boolean killPart(Fault.KillPart kill) throws InterruptedException {
    PartStatus before = awaitReady(kill.part(), 0);
    if (kill.part().equals(Stack.CLUSTER)) {
      // Pods outlive it, as they outlive a kubelet; they are killed for themselves.
      process(before).destroyForcibly();
    } else {
      OwnedProcesses.kill(process(before));
    }
    long killedAt = log.killed(kill);
    awaitReady(kill.part(), before.restarts() + 1);
    log.recovered(kill, killedAt);
    return true;
  }

  private boolean halt(Fault.Halt halt) throws InterruptedException {
    PartStatus before = awaitReady(halt.part(), 0);
    String mark = "Failpoint " + halt.failpoint() + " was armed to halt";
    long logged = weir.logSize(halt.part());
    arm(halt);
    OwnedProcesses.kill(process(before));
    log.killed(new Fault.KillPart(halt.part()));
    boolean reached = false;
    Duration within =
        halt.part().equals(Stack.EXECUTOR) ? REACHED_BY_THE_EXECUTOR_WITHIN : REACHED_WITHIN;
    long deadline = System.nanoTime() + within.toNanos();
    while (!reached && System.nanoTime() < deadline) {
      if (weir.isReady(halt.part())) {
        situations.provoke(halt.part(), halt.failpoint());
      }
      reached =
          ChildWeir.await(
              Duration.ofMillis(200), () -> weir.logFrom(halt.part(), logged).contains(mark));
    }
    long haltedAt = reached ? log.halted(halt) : 0;
    if (!reached) {
      log.say(halt + " was not reached; its turn comes again");
      disarm(halt);
    }
    awaitReady(halt.part(), before.restarts() + 2);
    if (reached) {
      log.recovered(halt, haltedAt);
    }
    situations.calm(halt.part());
    return reached;
  }

  /** A part that was armed in vain halts some day when nobody expects it: it gets a new life. */
  private void disarm(Fault.Halt halt) throws InterruptedException {
    try {
      Files.deleteIfExists(failpoints(halt.part()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    OwnedProcesses.kill(process(awaitReady(halt.part(), 0)));
    log.killed(new Fault.KillPart(halt.part()));
  }

  private void arm(Fault.Halt halt) {
    Path file = failpoints(halt.part());
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try {
      Files.writeString(draft, halt.failpoint() + "=halt");
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Path failpoints(String part) {
    return weir.directory().resolve("run").resolve(part + ".failpoints");
  }

  private boolean freeze(Fault.Freeze freeze) throws InterruptedException {
    long pid = awaitReady(freeze.part(), 0).pid().orElseThrow();
    OwnedProcesses.signal(pid, "STOP");
    try {
      TimeUnit.MILLISECONDS.sleep(freeze.length().toMillis());
    } finally {
      OwnedProcesses.signal(pid, "CONT");
    }
    log.froze(freeze);
    awaitReady(freeze.part(), 0);
    return true;
  }

  private void awaitAllReady() throws InterruptedException {
    if (!ChildWeir.await(
        BACK_WITHIN, () -> weir.instance().filter(ChildWeir::everyPartIsReady).isPresent())) {
      throw new NotRecoveredException(
          "Expected every part to be ready within %s, but: %s"
              .formatted(BACK_WITHIN, weir.instance()));
    }
  }

  private PartStatus awaitReady(String part, int restarts) throws InterruptedException {
    PartStatus[] ready = new PartStatus[1];
    boolean back =
        ChildWeir.await(
            BACK_WITHIN,
            () ->
                weir.part(part)
                    .filter(status -> status.state() == PartStatus.State.READY)
                    .filter(status -> status.restarts() >= restarts)
                    .filter(status -> status.pid().flatMap(ProcessHandle::of).isPresent())
                    .map(status -> ready[0] = status)
                    .isPresent());
    if (!back) {
      throw new NotRecoveredException(
          "Expected %s to be ready within %s, but: %s"
              .formatted(part, BACK_WITHIN, weir.part(part)));
    }
    return ready[0];
  }

  private static ProcessHandle process(PartStatus status) {
    return ProcessHandle.of(status.pid().orElseThrow())
        .orElseThrow(
            () -> new NotRecoveredException("Expected a process of a ready part: " + status));
  }
}
