package io.weir.cluster.apply;

import io.weir.cluster.json.Trees;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A set of paths into an object, as a tree. Immutable.
 *
 * <p>Path elements are written as in {@code managedFields}: {@code f:<name>} a field or map entry,
 * <code>k:{"name":"x"}</code> the list item of these keys, {@code v:"x"} the set item of this
 * value.
 *
 * @param member whether the path that leads here is itself in the set
 */
record FieldSet(boolean member, SortedMap<String, FieldSet> children) {
  static final FieldSet EMPTY = new FieldSet(false, new TreeMap<>());

  /** Just the path that leads here. */
  static final FieldSet HERE = new FieldSet(true, new TreeMap<>());

  FieldSet {
    children = Collections.unmodifiableSortedMap(children);
  }

  boolean isEmpty() {
    return !member && children.isEmpty();
  }

  FieldSet child(String element) {
    return children.getOrDefault(element, EMPTY);
  }

  /** This set with the paths under the element replaced. */
  FieldSet with(String element, FieldSet paths) {
    SortedMap<String, FieldSet> changed = new TreeMap<>(children);
    if (paths.isEmpty()) {
      changed.remove(element);
    } else {
      changed.put(element, paths);
    }
    return new FieldSet(member, changed);
  }

  FieldSet asMember() {
    return new FieldSet(true, children);
  }

  FieldSet union(FieldSet other) {
    SortedMap<String, FieldSet> all = new TreeMap<>(children);
    other.children.forEach((element, paths) -> all.merge(element, paths, FieldSet::union));
    return new FieldSet(member || other.member, all);
  }

  FieldSet minus(FieldSet other) {
    FieldSet rest = new FieldSet(member && !other.member, new TreeMap<>());
    for (Map.Entry<String, FieldSet> child : children.entrySet()) {
      rest = rest.with(child.getKey(), child.getValue().minus(other.child(child.getKey())));
    }
    return rest;
  }

  FieldSet intersect(FieldSet other) {
    FieldSet common = new FieldSet(member && other.member, new TreeMap<>());
    for (Map.Entry<String, FieldSet> child : children.entrySet()) {
      common = common.with(child.getKey(), child.getValue().intersect(other.child(child.getKey())));
    }
    return common;
  }

  /**
   * The paths in the form of conflict messages, for example {@code
   * .spec.containers[name="x"].image}.
   */
  List<String> paths() {
    List<String> paths = new ArrayList<>();
    collect("", paths);
    return paths;
  }

  private void collect(String prefix, List<String> paths) {
    if (member) {
      paths.add(prefix);
    }
    children.forEach((element, child) -> child.collect(prefix + shown(element), paths));
  }

  private static String shown(String element) {
    String body = element.substring(2);
    return switch (element.charAt(0)) {
      case 'f' -> "." + body;
      case 'k' -> {
        StringBuilder keys = new StringBuilder();
        Trees.parse(body.getBytes(StandardCharsets.UTF_8))
            .properties()
            .forEach(
                key ->
                    keys.append(keys.isEmpty() ? "" : ",")
                        .append(key.getKey())
                        .append('=')
                        .append(key.getValue()));
        yield "[" + keys + "]";
      }
      default -> "[=" + body + "]";
    };
  }

  static FieldSet parse(JsonNode fieldsV1) {
    FieldSet set = EMPTY;
    for (Map.Entry<String, JsonNode> entry : fieldsV1.properties()) {
      if (entry.getKey().equals(".")) {
        set = set.asMember();
      } else if (entry.getKey().length() > 2) {
        FieldSet child = parse(entry.getValue());
        set = set.with(entry.getKey(), child.isEmpty() ? HERE : child);
      }
    }
    return set;
  }

  ObjectNode print() {
    ObjectNode printed = Trees.object();
    if (member && !children.isEmpty()) {
      printed.putObject(".");
    }
    children.forEach((element, child) -> printed.set(element, child.print()));
    return printed;
  }
}
