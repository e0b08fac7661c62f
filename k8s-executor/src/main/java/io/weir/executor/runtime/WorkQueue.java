package io.weir.executor.runtime;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keys and when each is due, at most once each. Among those that are due, wishes go before routine.
 *
 * @param <K> a key
 */
public final class WorkQueue<K> {
  private record Entry<K>(K key, Lane lane, Instant due, long number) {}

  private final Map<K, Entry<K>> waiting = new HashMap<>();
  private final Map<Lane, TreeSet<Entry<K>>> byDue = new HashMap<>();
  private final Set<K> inWork = new HashSet<>();
  private long numbers;

  public WorkQueue() {
    for (Lane lane : Lane.values())
      byDue.put(
          lane,
          new TreeSet<>(
              Comparator.comparing((Entry<K> each) -> each.due()).thenComparing(Entry::number)));
  }

  /** Adds a key, or moves it to the earlier time and the faster lane. */
  public synchronized void add(K key, Lane lane, Instant due) {
    Entry<K> old = waiting.get(key);
    Lane faster = old != null && old.lane() == Lane.WISH ? Lane.WISH : lane;
    Instant earlier = old != null && old.due().isBefore(due) ? old.due() : due;
    if (old != null && faster == old.lane() && earlier.equals(old.due())) return;
    if (old != null) byDue.get(old.lane()).remove(old);
    Entry<K> entry = new Entry<>(key, faster, earlier, numbers++);
    waiting.put(key, entry);
    byDue.get(faster).add(entry);
    notifyAll();
  }

  /** A due key that nobody works on; it is in work until {@link #done}. */
  public synchronized Optional<K> take(Instant now) {
    for (Lane lane : Lane.values())
      for (Entry<K> entry : byDue.get(lane)) {
        if (entry.due().isAfter(now)) break;
        if (inWork.contains(entry.key())) continue;
        byDue.get(lane).remove(entry);
        waiting.remove(entry.key());
        inWork.add(entry.key());
        return Optional.of(entry.key());
      }
    return Optional.empty();
  }

  /** The key is no longer in work. */
  public synchronized void done(K key) {
    inWork.remove(key);
    notifyAll();
  }

  /** When the next key that nobody works on is due. */
  public synchronized Optional<Instant> nextDue() {
    Instant next = null;
    for (TreeSet<Entry<K>> entries : byDue.values())
      for (Entry<K> entry : entries) {
        if (inWork.contains(entry.key())) continue;
        if (next == null || entry.due().isBefore(next)) next = entry.due();
        break;
      }
    return Optional.ofNullable(next);
  }

  /** How many keys wait, due or not. */
  public synchronized int size() {
    return waiting.size();
  }

  /** Waits until something may be due. */
  synchronized void awaitWork(Instant now) throws InterruptedException {
    long millis = nextDue().map(due -> due.toEpochMilli() - now.toEpochMilli()).orElse(1_000L);
    if (millis > 0) wait(Math.min(millis, 1_000));
  }

  synchronized void wakeAll() {
    notifyAll();
  }
}
