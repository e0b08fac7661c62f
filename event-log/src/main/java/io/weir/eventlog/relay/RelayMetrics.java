package io.weir.eventlog.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The relay's meters. Lag in events is the store's highest index minus {@code weir.relay.position}.
 */
final class RelayMetrics implements AutoCloseable {
  private final MeterRegistry registry;
  private final Counter sent;
  private final Counter failures;
  private final AtomicInteger leading = new AtomicInteger();
  private final AtomicLong position = new AtomicLong();
  private final AtomicLong heldSinceNanos = new AtomicLong();
  private final List<Gauge> gauges;

  RelayMetrics(MeterRegistry registry, String relay) {
    this.registry = registry;
    Tags tags = Tags.of("relay", relay);
    sent =
        Counter.builder("weir.relay.sent")
            .description("Events acknowledged by the topic")
            .tags(tags)
            .register(registry);
    failures =
        Counter.builder("weir.relay.failures")
            .description("Terms that ended with a failure")
            .tags(tags)
            .register(registry);
    gauges =
        List.of(
            Gauge.builder("weir.relay.leading", leading, AtomicInteger::get)
                .description("1 while this process leads")
                .tags(tags)
                .register(registry),
            Gauge.builder("weir.relay.position", position, AtomicLong::get)
                .description("Every event up to this index is in the topic")
                .tags(tags)
                .register(registry),
            Gauge.builder("weir.relay.held", heldSinceNanos, RelayMetrics::secondsSince)
                .description("How long a hole has held the relay")
                .baseUnit("seconds")
                .tags(tags)
                .register(registry));
  }

  void stepped(RelayTerm.Step step, RelayTerm term) {
    position.set(term.position());
    switch (step) {
      case SENT -> {
        sent.increment(term.lastAcknowledged());
        heldSinceNanos.set(0);
      }
      case HELD -> heldSinceNanos.compareAndSet(0, System.nanoTime());
      case IDLE -> heldSinceNanos.set(0);
    }
  }

  void failed() {
    failures.increment();
  }

  void leading(boolean now) {
    leading.set(now ? 1 : 0);
  }

  boolean isLeading() {
    return leading.get() == 1;
  }

  @Override
  public void close() {
    gauges.forEach(registry::remove);
    registry.remove(sent);
    registry.remove(failures);
  }

  private static double secondsSince(AtomicLong nanos) {
    long since = nanos.get();
    return since == 0 ? 0 : (System.nanoTime() - since) / 1e9;
  }
}
