package io.weir.command.deployment;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The placeholders in values of Flink options, such as {@code {{jobId}}} (app-manager-api.md 6.3).
 */
public final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z]+)\\s*}}");

  private Placeholders() {}

  /** The text with each known placeholder replaced; what is not known stays as it is. */
  public static String resolve(String text, Map<String, String> values) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
  }
}
