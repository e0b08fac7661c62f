package io.weir.projection.infra;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.weir.eventlog.reader.BlockedKeys;
import io.weir.eventlog.reader.Delivered;
import io.weir.eventlog.reader.ReaderListener;
import io.weir.events.wire.RecordedEvent;
import io.weir.projection.model.Generation;
import io.weir.projection.model.LiveModel;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What this service adds to the reader's own meters ({@code weir.reader.*}, which count the lag in
 * events): how late events become visible, in seconds, and which deployments stand.
 */
final class Measures implements ReaderListener<RecordedEvent> {
  private final Clock clock;
  private final Timer delay;

  Measures(Clock clock, MeterRegistry registry) {
    this.clock = clock;
    this.delay =
        Timer.builder("weir.projection.delay")
            .description("From the broker's append of a batch's first event to its commit here")
            .register(registry);
  }

  @Override
  public void applied(int partition, List<Delivered<RecordedEvent>> records, long position) {
    Instant appended = records.getFirst().record().appendedAt();
    Duration late = Duration.between(appended, clock.instant());
    // The broker's clock may be ahead of ours.
    delay.record(late.isNegative() ? Duration.ZERO : late);
  }

  static void countBlocked(MeterRegistry registry, DataSource source, LiveModel live) {
    Gauge.builder("weir.projection.blocked.keys", () -> blocked(source, live.generation()))
        .description("Deployments whose events cannot be applied; NaN when nobody can say")
        .register(registry);
    Gauge.builder("weir.projection.caught.up", () -> live.caughtUp() ? 1 : 0)
        .description("1 once the read models hold what the log held at the start")
        .register(registry);
  }

  private static double blocked(DataSource source, Optional<Generation> generation) {
    if (generation.isEmpty()) return Double.NaN;
    try {
      return new BlockedKeys(source, generation.get().reader()).list().size();
    } catch (SQLException unanswered) {
      return Double.NaN;
    }
  }
}
