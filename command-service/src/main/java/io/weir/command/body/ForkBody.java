package io.weir.command.body;

import io.weir.appmanager.ResourceBinder;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a fork.
 *
 * @param name of the new deployment
 * @param displayName its display name
 * @param savepointId the savepoint of the source that it begins from
 */
public record ForkBody(String name, Optional<String> displayName, Optional<UUID> savepointId) {
  private record Fields(
      Optional<String> name, Optional<String> displayName, Optional<UUID> savepointId) {}

  /**
   * Reads the body.
   *
   * @throws io.weir.appmanager.RefusedBodyException when the name is missing or no name, or a field
   *     does not fit
   */
  public static ForkBody of(ObjectNode body) {
    Fields fields = ResourceBinder.bind(SpecOverlay.withoutNulls(body), Fields.class, "");
    String name = fields.name().orElse("");
    DeploymentBodies.checkName(name, "/name");
    return new ForkBody(
        name, fields.displayName().filter(text -> !text.isBlank()), fields.savepointId());
  }
}
