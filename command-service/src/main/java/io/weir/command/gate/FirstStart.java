package io.weir.command.gate;

import io.weir.command.namespaces.NamespaceWish;
import io.weir.command.targets.TargetWish;
import io.weir.events.namespaces.Role;
import io.weir.events.namespaces.RoleBinding;
import io.weir.events.wire.Actor;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

  private static final UUID NAMESPACE_ID = id("weir/namespaces/" + NAMESPACE);

  /** Who is known may do everything, until somebody says otherwise. */
  private static final NamespaceWish EVERYBODY =
      new NamespaceWish(
          List.of(new RoleBinding(Role.OWNER, List.of("system:authenticated"))), Optional.empty());

  private final NamespaceCommands namespaces;
  private final TargetCommands targets;

  public FirstStart(NamespaceCommands namespaces, TargetCommands targets) {
    this.namespaces = namespaces;
    this.targets = targets;
  }

  /**
   * Makes what is missing; several instances may do so at once.
   *
   * @param correlationId one id for all that is made
   */
  public void prepare(UUID correlationId) {
    CommandRequest request =
        new CommandRequest(
            NAMESPACE,
            new Actor(Actor.Kind.SYSTEM, "first-start"),
            Optional.empty(),
            correlationId,
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            false);
    namespaces.createOnce(request, NAMESPACE_ID, NAMESPACE, EVERYBODY);
    targets.createOnce(
        request, TARGET_ID, new TargetWish(TARGET, Map.of(), Map.of(), Optional.empty()));
  }

  private static UUID id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
