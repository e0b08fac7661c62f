package io.weir.projection.deployments;

import io.weir.events.spec.DeploymentSpec;
import io.weir.events.wire.WireJson;
import java.util.Optional;

/**
 * What one event changed of a deployment, as JSON: only the parts that differ.
 *
 * @param before the parts as they were; empty when nothing changed or there was nothing
 * @param after the parts as they are now; empty when nothing changed
 */
public record DeploymentChange(Optional<String> before, Optional<String> after) {
  private static final DeploymentChange NONE =
      new DeploymentChange(Optional.empty(), Optional.empty());

  /** What an event can change; a part that it left alone is absent. */
  private record Parts(
      Optional<Description> description,
      Optional<DeploymentSpec> spec,
      Optional<Long> generation,
      Optional<Status> status,
      Optional<Boolean> deleted) {

    static Parts whole(DeploymentView view) {
      return new Parts(
          Optional.of(view.description()),
          Optional.of(view.spec()),
          Optional.of(view.generation()),
          Optional.of(view.status()),
          Optional.empty());
    }

    /** What {@code view} holds where it differs from {@code other}. */
    static Parts differing(DeploymentView view, DeploymentView other) {
      return new Parts(
          unless(view.description().equals(other.description()), view.description()),
          unless(view.spec().equals(other.spec()), view.spec()),
          unless(view.generation() == other.generation(), view.generation()),
          unless(view.status().equals(other.status()), view.status()),
          unless(view.deleted() == other.deleted(), view.deleted()));
    }

    private static <T> Optional<T> unless(boolean same, T value) {
      return same ? Optional.empty() : Optional.of(value);
    }

    boolean isEmpty() {
      return description.isEmpty()
          && spec.isEmpty()
          && generation.isEmpty()
          && status.isEmpty()
          && deleted.isEmpty();
    }

    Optional<String> json() {
      return Optional.of(WireJson.mapper().writeValueAsString(this));
    }
  }

  /** The difference between two views of one deployment; no earlier view at its registration. */
  public static DeploymentChange between(Optional<DeploymentView> before, DeploymentView after) {
    if (before.isEmpty()) return new DeploymentChange(Optional.empty(), Parts.whole(after).json());
    Parts now = Parts.differing(after, before.get());
    if (now.isEmpty()) return NONE;
    return new DeploymentChange(Parts.differing(before.get(), after).json(), now.json());
  }
}
