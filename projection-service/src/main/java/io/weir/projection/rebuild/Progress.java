package io.weir.projection.rebuild;

import io.weir.eventlog.reader.Delivered;
import io.weir.eventlog.reader.ReaderListener;
import io.weir.events.wire.RecordedEvent;
import io.weir.projection.model.Generation;
import io.weir.projection.rebuild.RebuildReport.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

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

  void building(Generation next, long total) {
    generation = Optional.of(next);
    ofEvents = total;
    startedNanos = System.nanoTime();
    builtNanos = 0;
    phase = Phase.BUILDING;
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
