package io.weir.command.gate;

import io.weir.command.targets.TargetWish;
import io.weir.events.wire.Actor;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What a new installation has before anybody asks for anything. Each thing has a fixed id, so it is
 * made once in the life of a log: what a user deletes does not come back with the next start.
 */
public final class FirstStart {
  private static final String NAMESPACE = "default";
  private static final String TARGET = "default";
  private static final UUID TARGET_ID = id("weir/deployment-targets/" + TARGET);

  private final TargetCommands targets;

  public FirstStart(TargetCommands targets) {
    this.targets = targets;
  }

  /**
   * Makes what is missing; several instances may do so at once.
   *
   * @param correlationId one id for all that is made
   */
  public void prepare(UUID correlationId) {
    targets.createOnce(
        new CommandRequest(
            NAMESPACE,
            new Actor(Actor.Kind.SYSTEM, "first-start"),
            Optional.empty(),
            correlationId,
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty()),
        TARGET_ID,
        new TargetWish(TARGET, Map.of(), Map.of(), Optional.empty()));
  }

  private static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
