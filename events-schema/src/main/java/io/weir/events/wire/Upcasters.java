package io.weir.events.wire;

import java.util.List;

/** The list of every step. A missing, doubled or misdirected step fails when the class loads. */
final class Upcasters {
  /** Steps of events. */
  static final List<Upcaster> OF_EVENTS = List.of();

  /** Steps of reports. */
  static final List<Upcaster> OF_REPORTS = List.of();

  private Upcasters() {}
}
