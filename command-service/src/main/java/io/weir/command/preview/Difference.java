package io.weir.command.preview;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * One place where two resources differ.
 *
 * @param pointer a JSON pointer (RFC 6901) to it
 * @param before the value there; absent: none
 * @param after the value there; absent: none
 */
public record Difference(String pointer, Optional<JsonNode> before, Optional<JsonNode> after) {
  /** All differences, by pointer; arrays are compared as a whole. */
  public static List<Difference> between(Optional<JsonNode> before, Optional<JsonNode> after) {
    List<Difference> found = new ArrayList<>();
    walk("", before, after, found);
    return found;
  }

  private static void walk(
      String pointer, Optional<JsonNode> before, Optional<JsonNode> after, List<Difference> found) {
    if (before.equals(after)) return;
    boolean objects =
        before.filter(JsonNode::isObject).isPresent()
            && after.filter(JsonNode::isObject).isPresent();
    if (!objects) {
      found.add(new Difference(pointer, before, after));
      return;
    }
    TreeSet<String> names = new TreeSet<>();
    for (JsonNode side : List.of(before.get(), after.get()))
      for (Map.Entry<String, JsonNode> field : side.properties()) names.add(field.getKey());
    for (String name : names)
      walk(
          pointer + "/" + name.replace("~", "~0").replace("/", "~1"),
          Optional.ofNullable(before.get().get(name)),
          Optional.ofNullable(after.get().get(name)),
          found);
  }
}
