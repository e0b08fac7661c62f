package io.weir.projection.secrets;

import io.weir.events.WeirEvent;
import io.weir.events.secrets.SecretValueDeleted;
import io.weir.events.secrets.SecretValueEvent;
import io.weir.events.secrets.SecretValueRegistered;
import io.weir.events.secrets.SecretValueRevised;
import io.weir.events.wire.EventMetadata;
import java.util.Optional;

/** Folds the events of a secret value into its view. Pure. */
public final class SecretProjector {
  private SecretProjector() {}

  /**
   * The view after the event, which is one of a secret value.
   *
   * @throws IllegalStateException when the first event is no registration
   */
  public static SecretView fold(
      Optional<SecretView> before, EventMetadata metadata, WeirEvent event) {
    return switch ((SecretValueEvent) event) {
      case SecretValueRegistered e ->
          new SecretView(
              e.secretId(),
              e.namespace(),
              e.name(),
              e.labels(),
              e.annotations(),
              1,
              false,
              metadata.time(),
              metadata.time(),
              metadata.sequence());
      case SecretValueRevised e -> {
        SecretView view = known(before, e);
        yield new SecretView(
            view.id(),
            view.namespace(),
            view.name(),
            e.labels(),
            e.annotations(),
            e.valueVersion(),
            false,
            view.createdAt(),
            metadata.time(),
            metadata.sequence());
      }
      case SecretValueDeleted e -> {
        SecretView view = known(before, e);
        yield new SecretView(
            view.id(),
            view.namespace(),
            view.name(),
            view.labels(),
            view.annotations(),
            view.valueVersion(),
            true,
            view.createdAt(),
            metadata.time(),
            metadata.sequence());
      }
    };
  }

  private static SecretView known(Optional<SecretView> before, SecretValueEvent event) {
    return before.orElseThrow(
        () -> new IllegalStateException("Expected SecretValueRegistered first, but got " + event));
  }
}
