package io.weir.command.deployment;

import io.weir.command.decide.SpecFault;
import java.util.ArrayList;
import java.util.List;

/** The faults of one spec, in the order in which they were found. */
final class SpecFaults {
  static final String TEMPLATE = "/spec/template/spec";

  private final List<SpecFault> all = new ArrayList<>();

  /** Tells of a field what was expected. */
  void add(String pointer, String detail) {
    all.add(new SpecFault(pointer, detail));
  }

  void atLeastOne(String pointer, int number) {
    if (number < 1) add(pointer, "expected at least 1, but got " + number);
  }

  List<SpecFault> all() {
    return List.copyOf(all);
  }

  /** A key as one step of a JSON pointer. */
  static String step(String key) {
    return "/" + key.replace("~", "~0").replace("/", "~1");
  }

  /** What a user wrote, short enough for a message. */
  static String printable(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
