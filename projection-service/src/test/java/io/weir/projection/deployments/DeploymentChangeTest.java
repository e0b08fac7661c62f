package io.weir.projection.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.wire.JsonText;
import io.weir.events.wire.RecordedEvent;
import io.weir.events.wire.WireJson;
import io.weir.projection.history.Histories;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The parts that differ, in the bytes that the one JSON mapper would write. */
class DeploymentChangeTest {
  private static final List<String> PARTS =
      List.of("deleted", "description", "generation", "spec", "status");
  private static final List<String> OF_THESE_THE_FIELDS = List.of("spec", "status");

  @Test
  void tellsWhatEachEventOfManyHistoriesChanged() {
    Map<UUID, StatusChange> statuses = new HashMap<>();
    Map<UUID, DeploymentView> views = new HashMap<>();
    int changes = 0;
    for (RecordedEvent recorded : Histories.random(31, 80, 12)) {
      if (!(recorded.event() instanceof DeploymentEvent event)) continue;
      UUID id = recorded.metadata().aggregateId();
      Optional<DeploymentView> before = Optional.ofNullable(views.get(id));
      DeploymentView after = DeploymentProjector.fold(before, recorded.metadata(), event);
      DeploymentChange change =
          DeploymentChange.between(
              before, after, statuses.computeIfAbsent(id, i -> new StatusChange()));
      if (before.isPresent()) {
        assertThat(change.before()).isEqualTo(differing(before.get(), after));
        assertThat(change.after()).isEqualTo(differing(after, before.get()));
      } else {
        assertThat(change.before()).isEmpty();
        assertThat(WireJson.mapper().readTree(change.after().orElseThrow().toString()))
            .isEqualTo(tree(after).retain(PARTS.subList(1, PARTS.size())));
      }
      if (change.after().isPresent()) changes++;
      views.put(id, after);
    }
    assertThat(changes).isGreaterThan(500);
  }

  private static Optional<JsonText> differing(DeploymentView one, DeploymentView other) {
    ObjectNode ofOne = tree(one);
    ObjectNode ofOther = tree(other);
    ObjectNode parts = ofOne.objectNode();
    for (String part : PARTS) {
      JsonNode value = ofOne.get(part);
      JsonNode otherValue = ofOther.get(part);
      if (value.equals(otherValue)) continue;
      parts.set(
          part,
          OF_THESE_THE_FIELDS.contains(part)
              ? fields((ObjectNode) value, (ObjectNode) otherValue)
              : value);
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(JsonText.of(WireJson.write(parts)));
  }

  private static ObjectNode fields(ObjectNode one, ObjectNode other) {
    ObjectNode differing = one.objectNode();
    for (Map.Entry<String, JsonNode> field : one.properties())
      if (!field.getValue().equals(other.get(field.getKey())))
        differing.set(field.getKey(), field.getValue());
    return differing;
  }

  private static ObjectNode tree(DeploymentView view) {
    return (ObjectNode) WireJson.mapper().readTree(WireJson.write(view));
  }
}
