package io.weir.events.wire;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The steps of all types, checked as a whole: from each of them the current revision is reached.
 */
final class UpcasterChain {
  private record Step(String wireName, String revision) {}

  private final Map<Step, Upcaster> steps = new HashMap<>();
  private final Map<String, String> current;

  /**
   * Takes the steps in any order.
   *
   * @param current the current revision by wire name
   * @throws IllegalArgumentException when two steps start at the same place, or one does not lead
   *     to the current revision
   */
  UpcasterChain(List<Upcaster> upcasters, Map<String, String> current) {
    this.current = Map.copyOf(current);
    for (Upcaster upcaster : upcasters) {
      Upcaster other = steps.put(new Step(upcaster.wireName(), upcaster.from()), upcaster);
      if (other != null)
        throw new IllegalArgumentException(
            "Expected one step from %s revision %s, but %s and %s both start there"
                .formatted(
                    upcaster.wireName(),
                    upcaster.from(),
                    other.getClass().getSimpleName(),
                    upcaster.getClass().getSimpleName()));
    }
    for (Upcaster upcaster : upcasters) requireWayToTheCurrentRevision(upcaster);
  }

  private void requireWayToTheCurrentRevision(Upcaster upcaster) {
    String wireName = upcaster.wireName();
    String target = current.get(wireName);
    Set<String> seen = new HashSet<>();
    String revision = upcaster.from();
    while (!revision.equals(target)) {
      Upcaster step = steps.get(new Step(wireName, revision));
      if (step == null || !seen.add(revision))
        throw new IllegalArgumentException(
            "Expected %s to lead to the current revision %s of %s, but the way ends at %s"
                .formatted(upcaster.getClass().getSimpleName(), target, wireName, revision));
      revision = step.to();
    }
    if (steps.containsKey(new Step(wireName, target)))
      throw new IllegalArgumentException(
          "Expected no step from the current revision %s of %s, but there is one"
              .formatted(target, wireName));
  }

  /**
   * Brings a payload to the current revision, or empty when no step reads it.
   *
   * @param revision the revision that it was written in
   */
  Optional<ObjectNode> toCurrent(String wireName, String revision, ObjectNode payload) {
    String target = current.get(wireName);
    String at = revision;
    ObjectNode tree = payload;
    while (!at.equals(target)) {
      Upcaster step = steps.get(new Step(wireName, at));
      if (step == null) return Optional.empty();
      tree = step.upcast(tree);
      at = step.to();
    }
    return Optional.of(tree);
  }
}
