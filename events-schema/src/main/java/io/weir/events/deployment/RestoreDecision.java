package io.weir.events.deployment;

import java.util.List;
import java.util.Optional;

/**
 * Which state a job begins from, and why (architecture.md rule 4: chosen, recorded and explained,
 * never guessed).
 *
 * @param chosen the restore point; absent: empty state
 * @param rule the rule that chose
 * @param rejected what else was there, newest first, and why it was not taken
 * @param allowNonRestoredState whether Flink may skip state that no operator takes
 * @param explanation the decision in words; a preview of the same decision says the same
 */
public record RestoreDecision(
    Optional<RestorePoint> chosen,
    RestoreRule rule,
    List<RestoreCandidate> rejected,
    boolean allowNonRestoredState,
    String explanation) {
  public RestoreDecision {
    rejected = List.copyOf(rejected);
  }
}
