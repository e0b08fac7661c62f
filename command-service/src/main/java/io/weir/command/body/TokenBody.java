package io.weir.command.body;

import io.weir.appmanager.ApiTokenResource;
import io.weir.events.namespaces.Role;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a user says of a new API token (app-manager-api.md 2.11).
 *
 * @param name its name
 * @param role what its holder may do
 */
public record TokenBody(String name, Role role) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  /**
   * @throws io.weir.appmanager.RefusedBodyException when a field does not fit
   */
  public static TokenBody of(ObjectNode body, String namespace) {
    String name = ApiTokenResource.bare(body.path("name").asString(""), namespace);
    if (!NAME.matcher(name).matches())
      throw Envelope.fault(
          "/name",
          "expected namespaces/"
              + namespace
              + "/apitokens/ and 1 to 63 of a-z, 0-9 and -, with a letter or digit at both ends");
    return new TokenBody(name, RoleText.read(body.path("role"), "/role"));
  }
}
