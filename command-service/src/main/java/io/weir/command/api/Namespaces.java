package io.weir.command.api;

import io.weir.command.body.NamespaceBody;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which namespaces there are, for the answer to a request before anything of it is done. A name
 * that was found is believed for a moment: whoever creates something asks the store again, under a
 * lock.
 */
public final class Namespaces {
  private static final Duration BELIEVED = Duration.ofSeconds(2);
  private static final int REMEMBERED = 1000;

  private final Predicate<String> exists;
  private final InstantSource clock;
  private final Map<String, Instant> found =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * @param exists asks the store
   */
  public Namespaces(Predicate<String> exists, InstantSource clock) {
    this.exists = exists;
    this.clock = clock;
  }

  void require(String namespace) {
    Instant now = clock.instant();
    synchronized (found) {
      Instant at = found.get(namespace);
      if (at != null && now.isBefore(at.plus(BELIEVED))) return;
    }
    if (!NamespaceBody.isName(namespace) || !exists.test(namespace))
      throw new UnknownNamespaceException(namespace);
    synchronized (found) {
      found.put(namespace, now);
    }
  }
}
