package io.weir.cluster.api;

import io.weir.cluster.api.ResourceType.Trait;
import io.weir.cluster.json.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the server can do, told to clients that ask before they act. */
final class Discovery {
  /** The Kubernetes version whose behaviour the server follows. */
  static final String MINOR = "32";

  private static final List<String> VERBS =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

  private Discovery() {}

  static ObjectNode version() {
    return Trees.object()
        .put("major", "1")
        .put("minor", MINOR)
        .put("gitVersion", "v1." + MINOR + ".0+weir")
        .put("gitCommit", "")
        .put("gitTreeState", "clean")
        .put("buildDate", "1970-01-01T00:00:00Z")
        .put("goVersion", "")
        .put("compiler", "")
        .put("platform", "linux/amd64");
  }

  static ObjectNode coreVersions(String address) {
    ObjectNode versions = Trees.object().put("kind", "APIVersions");
    versions.putArray("versions").add("v1");
    versions
        .putArray("serverAddressByClientCIDRs")
        .addObject()
        .put("clientCIDR", "0.0.0.0/0")
        .put("serverAddress", address);
    return versions;
  }

  static Set<String> groups() {
    Set<String> groups = new TreeSet<>(Set.of("authorization.k8s.io"));
    Catalogue.ALL.stream()
        .map(ResourceType::group)
        .filter(group -> !group.isEmpty())
        .forEach(groups::add);
    return groups;
  }

  static ObjectNode groupList() {
    ObjectNode list = Trees.object().put("kind", "APIGroupList").put("apiVersion", "v1");
    ArrayNode groups = list.putArray("groups");
    groups().forEach(name -> groups.add(describe(name)));
    return list;
  }

  static ObjectNode group(String name) {
    if (!groups().contains(name)) {
      throw ApiFailure.noSuchPath();
    }
    return describe(name).put("kind", "APIGroup").put("apiVersion", "v1");
  }

  private static ObjectNode describe(String name) {
    ObjectNode group = Trees.object().put("name", name);
    group.putArray("versions").addObject().put("groupVersion", name + "/v1").put("version", "v1");
    group.putObject("preferredVersion").put("groupVersion", name + "/v1").put("version", "v1");
    return group;
  }

  static ObjectNode resources(String group, String version) {
    List<ResourceType> types = Catalogue.in(group, version);
    List<ObjectNode> entries = new ArrayList<>();
    types.forEach(type -> describe(type, entries));
    if (group.equals("authorization.k8s.io") && version.equals("v1")) {
      AccessReviews.KINDS.forEach(
          (plural, kind) ->
              entries.add(
                  entry(
                      plural,
                      kind.toLowerCase(Locale.ROOT),
                      plural.startsWith("local"),
                      kind,
                      List.of("create"))));
    }
    if (entries.isEmpty()) {
      throw ApiFailure.noSuchPath();
    }
    ObjectNode list = Trees.object().put("kind", "APIResourceList");
    list.put("apiVersion", "v1")
        .put("groupVersion", group.isEmpty() ? version : group + "/" + version);
    list.putArray("resources").addAll(entries);
    return list;
  }

  private static void describe(ResourceType type, List<ObjectNode> entries) {
    ObjectNode main = entry(type.plural(), type.singular(), type.namespaced(), type.kind(), VERBS);
    if (!type.shortNames().isEmpty()) {
      ArrayNode names = main.putArray("shortNames");
      type.shortNames().forEach(names::add);
    }
    if (type.is(Trait.IN_ALL)) {
      main.putArray("categories").add("all");
    }
    entries.add(main);
    if (type.is(Trait.STATUS)) {
      entries.add(
          entry(
              type.plural() + "/status",
              "",
              type.namespaced(),
              type.kind(),
              List.of("get", "patch", "update")));
    }
    if (type.is(Trait.SCALE)) {
      entries.add(
          entry(type.plural() + "/scale", "", true, "Scale", List.of("get", "patch", "update"))
              .put("group", "autoscaling")
              .put("version", "v1"));
    }
    if (type == Catalogue.PODS) {
      entries.add(entry("pods/log", "", true, "Pod", List.of("get")));
      entries.add(entry("pods/binding", "", true, "Binding", List.of("create")));
      entries.add(
          entry("pods/eviction", "", true, "Eviction", List.of("create"))
              .put("group", "policy")
              .put("version", "v1"));
    }
    if (type == Catalogue.NAMESPACES) {
      entries.add(entry("namespaces/finalize", "", false, "Namespace", List.of("update")));
    }
  }

  private static ObjectNode entry(
      String name, String singular, boolean namespaced, String kind, List<String> verbs) {
    ObjectNode entry =
        Trees.object()
            .put("name", name)
            .put("singularName", singular)
            .put("namespaced", namespaced)
            .put("kind", kind);
    ArrayNode list = entry.putArray("verbs");
    verbs.forEach(list::add);
    return entry;
  }
}
