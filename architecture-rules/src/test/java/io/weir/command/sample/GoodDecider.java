package io.weir.command.sample;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Obeys every rule: values in, a value out. */
final class GoodDecider {
  record Answer(Optional<Instant> at, BigDecimal amount, URI where) {}

  List<Answer> decide(Instant now, String where) {
    return java.util.stream.Stream.of(where)
        .map(text -> new Answer(Optional.of(now), BigDecimal.ONE, URI.create(text)))
        .toList();
  }
}
