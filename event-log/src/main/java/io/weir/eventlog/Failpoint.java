package io.weir.eventlog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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
 *
 * <p>The system property {@code weir.failpoints.once} names a file with such a list; it is deleted
 * when it is read, so a process that is started again after it was halted runs on.
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
    String once = System.getProperty("weir.failpoints.once");
    if (once != null) {
      takeOnce(Path.of(once))
          .ifPresent(list -> FailpointActions.parse(list).forEach(Failpoint::arm));
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

  /** The list in the file, which is gone afterwards; empty when there is none. */
  static Optional<String> takeOnce(Path file) {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      String list = Files.readString(file).strip();
      Files.delete(file);
      return Optional.of(list);
    } catch (IOException failure) {
      throw new UncheckedIOException("Expected to take the failpoints in " + file, failure);
    }
  }

  private record Armed(Action action, AtomicInteger hits) {}
}
