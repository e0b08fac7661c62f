package io.weir.standalone.process;

import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/** A part without a process: starts fail as scripted, and it dies when the test says so. */
final class ScriptedPart implements Part {
  private final String name;
  private final List<String> journal;
  private final Deque<RuntimeException> failures = new ConcurrentLinkedDeque<>();
  private final CountDownLatch starting = new CountDownLatch(1);
  private boolean startsUntilInterrupted;
  private volatile CompletableFuture<String> end = CompletableFuture.completedFuture("");

  ScriptedPart(String name, List<String> journal) {
    this.name = name;
    this.journal = journal;
  }

  ScriptedPart failing(RuntimeException... next) {
    failures.addAll(new ArrayList<>(List.of(next)));
    return this;
  }

  /** A start that takes until somebody gives it up. */
  ScriptedPart startingUntilInterrupted() {
    startsUntilInterrupted = true;
    return this;
  }

  /** Opens when such a start has begun. */
  CountDownLatch starting() {
    return starting;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start() {
    if (startsUntilInterrupted) {
      startUntilInterrupted();
    }
    RuntimeException failure = failures.poll();
    if (failure != null) {
      journal.add("fail " + name);
      throw failure;
    }
    end = new CompletableFuture<>();
    journal.add("start " + name);
  }

  private void startUntilInterrupted() {
    starting.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException givenUp) {
      throw new PartFailedException("the start was given up");
    }
  }

  @Override
  public String awaitEnd() throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public OptionalLong pid() {
    return end.isDone() ? OptionalLong.empty() : OptionalLong.of(42);
  }

  @Override
  public void kill() {
    end.complete("it was killed by the test");
  }

  @Override
  public void stop() {
    journal.add("stop " + name);
    end.complete("it was stopped");
  }
}
