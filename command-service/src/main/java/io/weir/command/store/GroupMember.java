package io.weir.command.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A command's part in a group: what it writes, and what became of it. */
final class GroupMember {
  private final List<EventRow> events;
  private final Optional<KeptAnswer> answer;
  private final CountDownLatch turn = new CountDownLatch(1);
  private OptionalLong keepsTimeUntil = OptionalLong.empty();
  private volatile boolean leads;
  private volatile OptionalLong newestIndex = OptionalLong.empty();
  private volatile Throwable failure;

  GroupMember(List<EventRow> events, Optional<KeptAnswer> answer) {
    this.events = events;
    this.answer = answer;
  }

  List<EventRow> events() {
    return events;
  }

  Optional<KeptAnswer> answer() {
    return answer;
  }

  Stream<UUID> aggregates() {
    return events.stream().map(EventRow::aggregateId).distinct();
  }

  /** As the first of a group: until then it waits for others, by {@link System#nanoTime}. */
  void keepTimeUntil(long nanos) {
    keepsTimeUntil = OptionalLong.of(nanos);
  }

  boolean keepsTime() {
    return keepsTimeUntil.isPresent();
  }

  /** Also of one that keeps no time: it need not wait for others. */
  boolean isTimeOver(long nanos) {
    return keepsTimeUntil.isEmpty() || nanos - keepsTimeUntil.getAsLong() >= 0;
  }

  void lead() {
    leads = true;
    wake();
  }

  boolean leads() {
    return leads;
  }

  void wrote(long index) {
    newestIndex = OptionalLong.of(index);
  }

  void wroteNothing() {
    newestIndex = OptionalLong.empty();
  }

  /** Unless it was written before the failure. */
  void failed(Throwable why) {
    if (newestIndex.isEmpty()) failure = why;
  }

  void wake() {
    turn.countDown();
  }

  /** Waits until it leads or its outcome is known; false when neither was so in time. */
  boolean awaitTurn(Duration atMost) {
    boolean interrupted = Thread.interrupted();
    long deadline = System.nanoTime() + atMost.toNanos();
    try {
      while (true) {
        try {
          return turn.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException again) {
          // What is written meanwhile must be answered.
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
  }

  /** The index of its newest event; empty when nothing was written. */
  OptionalLong outcome() {
    if (failure instanceof RuntimeException exception) throw exception;
    if (failure instanceof Error error) throw error;
    return newestIndex;
  }
}
