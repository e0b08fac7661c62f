package io.weir.cluster.api;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Where times and identities come from, so that tests can give their own.
 *
 * @param uids of new objects
 * @param suffixes of generated names
 */
record Origin(Clock clock, Supplier<String> uids, Supplier<String> suffixes) {
  /** As the real server: no vowels, no digits that look like letters, so that no words come out. */
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  private static final int SUFFIX_LENGTH = 5;

  static Origin system() {
    return new Origin(Clock.systemUTC(), () -> UUID.randomUUID().toString(), Origin::randomSuffix);
  }

  private static String randomSuffix() {
    StringBuilder suffix = new StringBuilder();
    ThreadLocalRandom.current()
        .ints(SUFFIX_LENGTH, 0, ALPHABET.length())
        .forEach(i -> suffix.append(ALPHABET.charAt(i)));
    return suffix.toString();
  }

  Instant now() {
    return clock.instant();
  }

  /** Now in the form of Kubernetes timestamps: whole seconds. */
  String timestamp() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
