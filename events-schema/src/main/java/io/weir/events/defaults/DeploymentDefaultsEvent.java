package io.weir.events.defaults;

import io.weir.events.AggregateKind;
import io.weir.events.WeirEvent;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Something that happened to a namespace's deployment defaults. The list is closed. */
public sealed interface DeploymentDefaultsEvent extends WeirEvent
    permits DeploymentDefaultsRevised {
  /** The id of a namespace's defaults: known without asking, for there is one per namespace. */
  static UUID idOf(String namespace) {
    return UUID.nameUUIDFromBytes(
        ("weir/deployment-defaults/" + namespace).getBytes(StandardCharsets.UTF_8));
  }

  /** The deployment defaults that it happened to. */
  UUID defaultsId();

  @Override
  default UUID aggregateId() {
    return defaultsId();
  }

  @Override
  default AggregateKind kind() {
    return AggregateKind.DEPLOYMENT_DEFAULTS;
  }
}
