package io.weir.standalone.compose;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What names of containers, their paths and their own addresses are on this machine. */
final class Mapping {
  private final Map<String, String> replacements;
  private final Pattern names;

  /**
   * @param replacements what stands for what
   */
  Mapping(Map<String, String> replacements) {
    this.replacements = Collections.unmodifiableMap(new LinkedHashMap<>(replacements));
    this.names =
        Pattern.compile(
            replacements.keySet().stream()
                // The longest first, since /opt/weir/ has /weir/ in it.
                .sorted((one, other) -> other.length() - one.length())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
  }

  Mapping and(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(replacements);
    all.putAll(more);
    return new Mapping(all);
  }

  String text(String text) {
    return names
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(replacements.get(match.group())));
  }

  Map<String, String> values(Map<String, String> variables) {
    Map<String, String> mapped = new TreeMap<>();
    variables.forEach((name, value) -> mapped.put(name, text(value)));
    return mapped;
  }
}
