package io.weir.appmanager;

import io.weir.events.namespaces.Role;
import java.time.Instant;
import java.util.Locale;

/**
 * An API token as clients see it (app-manager-api.md 2.11); its secret is in the answer to its
 * creation and nowhere else, so this has no place for it.
 *
 * @param name {@code namespaces/<namespace>/apitokens/<name>}
 * @param role {@code viewer}, {@code editor} or {@code owner}
 * @param createTime when it was created
 */
public record ApiTokenResource(String name, String role, Instant createTime) {
  /** The token in the form of the API. */
  public static ApiTokenResource of(String namespace, String name, Role role, Instant createdAt) {
    return new ApiTokenResource(
        prefix(namespace) + name, role.name().toLowerCase(Locale.ROOT), createdAt);
  }

  /** The bare name from either form; the text itself when it speaks of another namespace. */
  public static String bare(String name, String namespace) {
    return name.startsWith(prefix(namespace)) ? name.substring(prefix(namespace).length()) : name;
  }

  private static String prefix(String namespace) {
    return NamespaceResource.qualified(namespace) + "/apitokens/";
  }
}
