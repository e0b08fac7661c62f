package io.weir.command.body;

import io.weir.appmanager.NamespaceResource;
import io.weir.command.namespaces.NamespaceWish;
import io.weir.events.namespaces.RoleBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of a namespace (app-manager-api.md 2.11). What the system says of it is ignored. */
public final class NamespaceBody {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern MEMBER =
      Pattern.compile("(user|group):\\P{Cntrl}{1,245}|system:authenticated");
  private static final int MOST_MEMBERS = 1000;

  private NamespaceBody() {}

  /** Whether the text may name a namespace. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * The name that a body and its path agree on.
   *
   * @param path absent at POST
   * @throws io.weir.appmanager.RefusedBodyException when they differ or it is no name
   */
  public static String name(ObjectNode body, Optional<String> path) {
    String own = NamespaceResource.bare(body.path("name").asString(""));
    if (path.isPresent() && !own.isEmpty() && !own.equals(path.get()))
      throw Envelope.fault(
          "/name",
          "names another namespace than the path, which says '"
              + path.get()
              + "'; a name cannot change");
    String name = path.orElse(own);
    if (!isName(name))
      throw Envelope.fault(
          "/name",
          "expected namespaces/ and 1 to 63 of a-z, 0-9 and -, with a letter or digit at both ends");
    return name;
  }

  /**
   * What the body says of the namespace.
   *
   * @param before what is kept of what it does not say; for POST and PUT nothing
   * @throws io.weir.appmanager.RefusedBodyException when a field does not fit
   */
  public static NamespaceWish wish(ObjectNode body, Optional<NamespaceWish> before) {
    JsonNode bindings = body.path("roleBindings");
    JsonNode preview = body.path("previewSessionClusterName");
    return new NamespaceWish(
        bindings.isMissingNode() && before.isPresent()
            ? before.get().roleBindings()
            : bindings(bindings),
        preview.isMissingNode() && before.isPresent()
            ? before.get().previewSessionCluster()
            : previewSessionCluster(preview));
  }

  /**
   * The name of a session cluster; nothing when it is empty or null.
   *
   * @throws io.weir.appmanager.RefusedBodyException when it is no name
   */
  public static Optional<String> previewSessionCluster(JsonNode value) {
    if (value.isMissingNode() || value.isNull() || value.asString("-").isEmpty())
      return Optional.empty();
    if (!value.isString() || !isName(value.asString()))
      throw Envelope.fault(
          "/previewSessionClusterName", "expected the name of a session cluster, or nothing");
    return Optional.of(value.asString());
  }

  private static List<RoleBinding> bindings(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) return List.of();
    if (!value.isArray()) throw Envelope.fault("/roleBindings", "expected a list");
    List<RoleBinding> bindings = new ArrayList<>();
    int members = 0;
    for (int i = 0; i < value.size(); i++) {
      String pointer = "/roleBindings/" + i;
      RoleBinding binding =
          new RoleBinding(
              RoleText.read(value.get(i).path("role"), pointer + "/role"),
              members(value.get(i).path("members"), pointer + "/members"));
      members += binding.members().size();
      bindings.add(binding);
    }
    if (bindings.size() + members > MOST_MEMBERS)
      throw Envelope.fault(
          "/roleBindings", "expected at most " + MOST_MEMBERS + " members; use groups");
    return bindings;
  }

  private static List<String> members(JsonNode value, String pointer) {
    if (value.isMissingNode() || value.isNull()) return List.of();
    if (!value.isArray()) throw Envelope.fault(pointer, "expected a list");
    List<String> members = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      String member = value.get(i).asString("");
      if (!MEMBER.matcher(member).matches())
        throw Envelope.fault(
            pointer + "/" + i, "expected user:<name>, group:<name> or system:authenticated");
      members.add(member);
    }
    return members;
  }
}
