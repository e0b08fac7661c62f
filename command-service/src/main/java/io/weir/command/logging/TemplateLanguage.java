package io.weir.command.logging;

import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The part of the template language that users get: conditions, comparisons and filters that never
 * make a text much longer. What assigns, includes, calls or repeats is left out, so that the size
 * of the result and the time that it takes are bounded by the size of the template.
 */
final class TemplateLanguage extends ExtensionCustomizer {
  private static final Set<String> TAGS = Set.of("if", "verbatim");
  private static final Set<String> FILTERS = Set.of("upper", "lower", "default", "trim");

  TemplateLanguage(Extension whole) {
    super(whole);
  }

  @Override
  public List<TokenParser> getTokenParsers() {
    List<TokenParser> all = super.getTokenParsers();
    return all == null
        ? List.of()
        : all.stream()
            .filter(tag -> tag instanceof LoggerLoops.Tag || TAGS.contains(tag.getTag()))
            .toList();
  }

  @Override
  public Map<String, Filter> getFilters() {
    Map<String, Filter> all = super.getFilters();
    return all == null
        ? Map.of()
        : all.entrySet().stream()
            .filter(filter -> FILTERS.contains(filter.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public Map<String, Function> getFunctions() {
    return Map.of();
  }
}
