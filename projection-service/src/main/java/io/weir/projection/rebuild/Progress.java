package io.weir.projection.rebuild;

import io.weir.eventlog.reader.Delivered;
import io.weir.eventlog.reader.ReaderListener;
import io.weir.events.wire.RecordedEvent;
import io.weir.projection.model.Generation;
import io.weir.projection.rebuild.RebuildReport.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** What is known of a rebuild while it runs; read by other threads. */
final class Progress implements ReaderListener<RecordedEvent> {
  private final AtomicLong events = new AtomicLong();
  private volatile Phase phase = Phase.NONE;
  private volatile Optional<Generation> generation = Optional.empty();
  private volatile long ofEvents;
  private volatile long startedNanos;
  private volatile long builtNanos;
  private volatile List<TableComparison> tables = List.of();
  private volatile Optional<String> failure = Optional.empty();
  private final CompletableFuture<Void> halted = new CompletableFuture<>();
  private final AtomicReference<String> trouble = new AtomicReference<>("");

  void building(Generation next, long total) {
    generation = Optional.of(next);
    ofEvents = total;
    startedNanos = System.nanoTime();
    builtNanos = 0;
    phase = Phase.BUILDING;
  }

  void indexing() {
    phase = Phase.INDEXING;
  }

  void comparing() {
    builtNanos = System.nanoTime();
    phase = Phase.COMPARING;
  }

  void compared(List<TableComparison> result) {
    tables = result;
  }

  void swapping() {
    phase = Phase.SWAPPING;
  }

  void done() {
    phase = Phase.DONE;
  }

  void failed(Throwable why) {
    failure = Optional.of(why.toString());
    phase = Phase.FAILED;
  }

  @Override
  public void applied(int partition, List<Delivered<RecordedEvent>> records, long position) {
    events.addAndGet(records.size());
  }

  @Override
  public void lost(int partition, String reason) {
    trouble.set("; partition %d was given up last: %s".formatted(partition, reason));
  }

  @Override
  public void halted(int partition, String reason) {
    halted.completeExceptionally(new RebuildStalledException(reason));
  }

  /**
   * Returns when the reader has reached its end.
   *
   * @param end completes then
   * @param place how far it has come; grows with each record
   * @param stall how long it may take from one record to the next
   * @throws RebuildStalledException when it stands, and why
   */
  void awaitEnd(CompletableFuture<Void> end, LongSupplier place, Duration stall) {
    CompletableFuture<Object> either = CompletableFuture.anyOf(end, halted);
    long before = place.getAsLong();
    while (true) {
      try {
        either.get(stall.toNanos(), TimeUnit.NANOSECONDS);
        return;
      } catch (TimeoutException late) {
        long now = place.getAsLong();
        if (now == before) throw stalled(stall);
        before = now;
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof RebuildStalledException why) throw why;
        throw new IllegalStateException("Expected to reach the end of the log", failed);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Expected to reach the end of the log", interrupted);
      }
    }
  }

  private RebuildStalledException stalled(Duration stall) {
    return new RebuildStalledException(
        "Expected the rebuild to apply %,d events, but it stands at %,d since %s%s. Look whether the topic holds what the live models have seen and whether the database answers, then begin again."
            .formatted(ofEvents, events.get(), stall, trouble.get()));
  }

  RebuildReport report() {
    long now = builtNanos == 0 ? System.nanoTime() : builtNanos;
    double seconds = startedNanos == 0 ? 0 : Duration.ofNanos(now - startedNanos).toMillis() / 1e3;
    long applied = events.get();
    boolean built = phase.compareTo(Phase.BUILDING) > 0 && phase != Phase.FAILED;
    return new RebuildReport(
        phase,
        generation.map(Generation::number),
        applied,
        ofEvents,
        built ? 100 : (int) Math.min(99, ofEvents == 0 ? 0 : applied * 100 / ofEvents),
        seconds == 0 ? 0 : Math.round(applied / seconds),
        tables,
        failure);
  }
}
