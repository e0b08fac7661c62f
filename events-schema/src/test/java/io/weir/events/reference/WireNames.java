package io.weir.events.reference;

import io.weir.events.wire.EventType;
import io.weir.events.wire.ReportType;
import io.weir.events.wire.WireType;
import java.util.List;
import java.util.stream.Stream;

/** Every row of both wire tables. */
public final class WireNames {
  private WireNames() {}

  /** Events, then reports, in the order of their tables. */
  public static List<WireType<?>> all() {
    return Stream.<WireType<?>>concat(Stream.of(EventType.values()), Stream.of(ReportType.values()))
        .toList();
  }
}
