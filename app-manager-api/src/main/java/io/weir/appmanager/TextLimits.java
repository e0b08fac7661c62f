package io.weir.appmanager;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Refuses texts that cannot be kept: U+0000, which PostgreSQL takes in no text, and half a
 * surrogate pair, which has no UTF-8. Whoever took one would lose it later, where nobody can be
 * told.
 */
final class TextLimits {
  private TextLimits() {}

  static void check(JsonNode tree, String pointer) {
    if (tree.isString()) check(tree.asString(), "the text", pointer);
    if (tree.isObject())
      tree.properties()
          .forEach(
              property -> {
                check(property.getKey(), "a key", pointer);
                check(
                    property.getValue(),
                    pointer + "/" + property.getKey().replace("~", "~0").replace("/", "~1"));
              });
    if (tree.isArray()) for (int i = 0; i < tree.size(); i++) check(tree.get(i), pointer + "/" + i);
  }

  private static void check(String text, String what, String pointer) {
    if (isKept(text)) return;
    String message =
        "Expected characters that can be kept, but "
            + what
            + " at '"
            + pointer
            + "' holds U+0000 or half a surrogate pair. Leave them out";
    throw new RefusedBodyException(
        RefusedBodyException.Code.INVALID_FIELD,
        message,
        List.of(new ProblemBody.Fault(pointer, message)));
  }

  private static boolean isKept(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) return false;
      if (Character.isHighSurrogate(c)
          && (++i == text.length() || !Character.isLowSurrogate(text.charAt(i)))) return false;
    }
    return true;
  }
}
