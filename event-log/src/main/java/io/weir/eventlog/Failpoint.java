package io.weir.eventlog;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Named places where a test makes the process fail: {@code Failpoint.hit("relay.after-ack")} does
 * nothing in production.
 *
 * <p>The system property {@code weir.failpoints}, or the environment variable {@code
 * WEIR_FAILPOINTS}, arms them: a comma-separated list of {@code name=halt}, {@code name=throw} and
 * {@code name=pause:<milliseconds>}, each with {@code @n} for the n-th hit only, for example {@code
 * relay.after-ack=halt@3}. Halting ends the JVM as {@code kill -9} does, with status 137.
 */
public final class Failpoint {
  /** What an armed failpoint does at one hit. */
  @FunctionalInterface
  public interface Action {
    /**
     * @param name the failpoint
     * @param hit how many times it has been hit, from 1
     */
    void at(String name, int hit);
  }

  private static final Map<String, Armed> ARMED = new ConcurrentHashMap<>();

  static {
    String armed = System.getProperty("weir.failpoints", System.getenv("WEIR_FAILPOINTS"));
    if (armed != null) {
      FailpointActions.parse(armed).forEach(Failpoint::arm);
    }
  }

  private Failpoint() {}

  /** Marks the place. Costs one look into an empty map when nothing is armed. */
  public static void hit(String name) {
    if (!ARMED.isEmpty()) {
      Armed armed = ARMED.get(name);
      if (armed != null) {
        armed.action().at(name, armed.hits().incrementAndGet());
      }
    }
  }

  /** Arms a failpoint in this JVM; replaces what was armed there, and counts from 1 again. */
  public static void arm(String name, Action action) {
    ARMED.put(name, new Armed(action, new AtomicInteger()));
  }

  /** Disarms all failpoints of this JVM. */
  public static void disarmAll() {
    ARMED.clear();
  }

  private record Armed(Action action, AtomicInteger hits) {}
}
