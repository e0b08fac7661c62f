package io.weir.chaos.check;

import java.util.List;

/**
 * What a checker found.
 *
 * @param checker what it looks for, in a few words
 * @param faults what must not be, in words; empty when all is well
 * @param evidence what was looked at, with numbers
 */
public record Verdict(String checker, List<String> faults, String evidence) {
  public Verdict {
    faults = List.copyOf(faults);
  }

  public boolean isGood() {
    return faults.isEmpty();
  }
}
