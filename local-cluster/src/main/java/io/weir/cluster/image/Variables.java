package io.weir.cluster.image;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code $(NAME)} in commands, arguments and environment values, as Kubernetes expands it: an
 * unknown name stays as written, {@code $$(NAME)} is the escaped form of {@code $(NAME)}.
 */
public final class Variables {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([^()\\s]+)\\)");

  private Variables() {}

  /** The text with its references replaced. */
  public static String expand(String text, Map<String, String> values) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            match -> {
              String name = match.group(1);
              return Matcher.quoteReplacement(
                  name == null ? "$" : values.getOrDefault(name, match.group()));
            });
  }

  /** An environment in which each value may refer to those before it. */
  public static Map<String, String> expandInOrder(Map<String, String> environment) {
    Map<String, String> expanded = new LinkedHashMap<>();
    environment.forEach((name, value) -> expanded.put(name, expand(value, expanded)));
    return expanded;
  }
}
