package io.weir.command.sample;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** Breaks the rule: asks for the time and for ids. */
final class AsksTheClockDecider {
  Instant decide() {
    return Instant.now();
  }

  Supplier<UUID> ids() {
    return UUID::randomUUID;
  }
}
