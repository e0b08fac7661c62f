package io.weir.command.body;

import io.weir.events.namespaces.Role;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/** Roles as clients write them: {@code viewer}, {@code editor}, {@code owner}, in any case. */
final class RoleText {
  private RoleText() {}

  /**
   * @param pointer where it is in the body
   * @throws io.weir.appmanager.RefusedBodyException when it is none of them
   */
  static Role read(JsonNode value, String pointer) {
    return Arrays.stream(Role.values())
        .filter(role -> role.name().equalsIgnoreCase(value.asString("")))
        .findFirst()
        .orElseThrow(() -> Envelope.fault(pointer, "expected viewer, editor or owner"));
  }
}
