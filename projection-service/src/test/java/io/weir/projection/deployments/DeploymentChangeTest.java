package io.weir.projection.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.deployment.DeploymentEvent;
import io.weir.events.spec.DeploymentSpec;
import io.weir.events.wire.RecordedEvent;
import io.weir.events.wire.WireJson;
import io.weir.projection.history.Histories;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The parts that differ, in the bytes that the one JSON mapper would write. */
class DeploymentChangeTest {
  /** The same as one record; a part that did not change is absent. */
  private record Parts(
      Optional<Boolean> deleted,
      Optional<Description> description,
      Optional<Long> generation,
      Optional<DeploymentSpec> spec,
      Optional<Status> status) {
    static Optional<String> of(DeploymentView view, Optional<DeploymentView> other) {
      Parts parts =
          new Parts(
              part(view.deleted(), other.map(DeploymentView::deleted))
                  .filter(d -> other.isPresent()),
              part(view.description(), other.map(DeploymentView::description)),
              part(view.generation(), other.map(DeploymentView::generation)),
              part(view.spec(), other.map(DeploymentView::spec)),
              part(view.status(), other.map(DeploymentView::status)));
      String json = WireJson.mapper().writeValueAsString(parts);
      return json.equals("{}") ? Optional.empty() : Optional.of(json);
    }

    private static <T> Optional<T> part(T value, Optional<T> other) {
      return Optional.of(value).filter(v -> !other.equals(Optional.of(v)));
    }
  }

  @Test
  void tellsWhatEachEventOfManyHistoriesChanged() {
    PartJson json = new PartJson();
    Map<UUID, DeploymentView> views = new HashMap<>();
    int changes = 0;
    for (RecordedEvent recorded : Histories.random(31, 80, 12)) {
      if (!(recorded.event() instanceof DeploymentEvent event)) continue;
      UUID id = recorded.metadata().aggregateId();
      Optional<DeploymentView> before = Optional.ofNullable(views.get(id));
      DeploymentView after = DeploymentProjector.fold(before, recorded.metadata(), event);
      DeploymentChange change = DeploymentChange.between(before, after, json);
      assertThat(change.after()).isEqualTo(Parts.of(after, before));
      assertThat(change.before())
          .isEqualTo(before.flatMap(was -> Parts.of(was, Optional.of(after))));
      if (change.after().isPresent()) changes++;
      views.put(id, after);
    }
    assertThat(changes).isGreaterThan(500);
  }
}
