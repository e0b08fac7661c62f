package io.weir.cluster.api;

import io.weir.cluster.json.Trees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Selects objects by their labels, in the query parameter's grammar: {@code a=b,c!=d,e in (f,g),h
 * notin (i),j,!k,l>1}.
 */
record LabelSelector(List<Requirement> requirements) implements Predicate<JsonNode> {
  private static final String KEY =
      "\\s*([A-Za-z0-9][-A-Za-z0-9_.]*(?:/[A-Za-z0-9][-A-Za-z0-9_.]*)?)\\s*";
  private static final Pattern SET = Pattern.compile(KEY + "\\s(in|notin)\\s*\\(([^()]*)\\)\\s*");
  private static final Pattern EQUALITY =
      Pattern.compile(KEY + "(==|=|!=)\\s*([-A-Za-z0-9_.]*)\\s*");
  private static final Pattern ORDER = Pattern.compile(KEY + "(>|<)\\s*(-?[0-9]+)\\s*");
  private static final Pattern EXISTS = Pattern.compile("\\s*(!?)" + KEY);

  /** One demand on one label. */
  private record Requirement(String key, Operator operator, Set<String> values) {
    boolean holds(JsonNode labels) {
      String value = labels.has(key) ? Trees.text(labels, key) : null;
      return switch (operator) {
        case IN -> value != null && values.contains(value);
        case NOT_IN -> value == null || !values.contains(value);
        case EXISTS -> value != null;
        case ABSENT -> value == null;
        case GREATER -> value != null && compare(value) > 0;
        case LESS -> value != null && compare(value) < 0;
      };
    }

    /** Against the one value; a label that is no number never fits, so it counts as equal. */
    private int compare(String value) {
      try {
        return Long.compare(Long.parseLong(value), Long.parseLong(values.iterator().next()));
      } catch (NumberFormatException e) {
        return 0;
      }
    }
  }

  private enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    ABSENT,
    GREATER,
    LESS
  }

  /**
   * Parses the query parameter; the empty text selects everything.
   *
   * @throws ApiFailure 400 if the text is not in the grammar
   */
  static LabelSelector parse(String text) {
    List<Requirement> requirements = new ArrayList<>();
    for (String part : split(text)) {
      requirements.add(requirement(part, text));
    }
    return new LabelSelector(List.copyOf(requirements));
  }

  /** At commas outside of parentheses. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    if (!text.isBlank()) {
      parts.add(text.substring(start));
    }
    return parts;
  }

  private static Requirement requirement(String part, String whole) {
    Matcher set = SET.matcher(part);
    if (set.matches()) {
      Set<String> values =
          Arrays.stream(set.group(3).split(",", -1))
              .map(String::strip)
              .collect(Collectors.toUnmodifiableSet());
      return new Requirement(
          set.group(1), set.group(2).equals("in") ? Operator.IN : Operator.NOT_IN, values);
    }
    Matcher equality = EQUALITY.matcher(part);
    if (equality.matches()) {
      return new Requirement(
          equality.group(1),
          equality.group(2).equals("!=") ? Operator.NOT_IN : Operator.IN,
          Set.of(equality.group(3)));
    }
    Matcher order = ORDER.matcher(part);
    if (order.matches()) {
      return new Requirement(
          order.group(1),
          order.group(2).equals(">") ? Operator.GREATER : Operator.LESS,
          Set.of(order.group(3)));
    }
    Matcher exists = EXISTS.matcher(part);
    if (exists.matches()) {
      return new Requirement(
          exists.group(2), exists.group(1).isEmpty() ? Operator.EXISTS : Operator.ABSENT, Set.of());
    }
    throw ApiFailure.badRequest(
        "unable to parse requirement \"" + part + "\" of the label selector \"" + whole + "\"");
  }

  @Override
  public boolean test(JsonNode object) {
    JsonNode labels = Trees.at(object, "metadata", "labels");
    return requirements.stream().allMatch(requirement -> requirement.holds(labels));
  }
}
