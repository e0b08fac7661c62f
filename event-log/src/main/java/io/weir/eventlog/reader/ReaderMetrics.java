package io.weir.eventlog.reader;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The reader's meters; the partition is a tag, a key never is. */
final class ReaderMetrics implements AutoCloseable {
  private final MeterRegistry registry;
  private final Tags tags;
  private final Counter applied;
  private final Counter blocked;
  private final Counter failures;
  private final AtomicLong claims = new AtomicLong();
  private final AtomicLong halted = new AtomicLong();
  private final Map<Integer, AtomicLong> lag = new ConcurrentHashMap<>();
  private final List<Meter> meters = new ArrayList<>();

  ReaderMetrics(MeterRegistry registry, String reader) {
    this.registry = registry;
    this.tags = Tags.of("reader", reader);
    applied = counter("weir.reader.records", "Records applied");
    blocked = counter("weir.reader.blocked", "Keys blocked by a record that could not be applied");
    failures =
        counter("weir.reader.failures", "Batches and claims that failed and are tried again");
    gauge("weir.reader.claims", "Partitions that this process may apply", tags, claims);
    gauge("weir.reader.halted", "Partitions that stand until people have looked", tags, halted);
  }

  void applied(int records) {
    applied.increment(records);
  }

  void blocked() {
    blocked.increment();
  }

  void failed() {
    failures.increment();
  }

  void claimed(int change) {
    claims.addAndGet(change);
  }

  void halted() {
    halted.incrementAndGet();
  }

  /** Records that are in the topic and not applied. */
  void lag(int partition, long records) {
    lag.computeIfAbsent(
            partition,
            p ->
                gauge(
                    "weir.reader.lag",
                    "Records in the topic that are not applied",
                    tags.and("partition", String.valueOf(p)),
                    new AtomicLong()))
        .set(records);
  }

  @Override
  public synchronized void close() {
    meters.forEach(registry::remove);
  }

  private Counter counter(String name, String description) {
    Counter counter = Counter.builder(name).description(description).tags(tags).register(registry);
    meters.add(counter);
    return counter;
  }

  private synchronized AtomicLong gauge(
      String name, String description, Tags of, AtomicLong value) {
    meters.add(
        Gauge.builder(name, value, AtomicLong::get)
            .description(description)
            .tags(of)
            .register(registry));
    return value;
  }
}
