package io.weir.projection.deployments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Kubernetes label selector: {@code a=b}, {@code a==b}, {@code a!=b}, {@code a in (b,c)}, {@code
 * a notin (b,c)}, {@code a}, {@code !a}, joined by commas that all must hold.
 *
 * @param requirements all of them must hold; none: everything matches
 */
public record LabelSelector(List<Requirement> requirements) {
  private static final String KEY = "(?<key>[A-Za-z0-9]([A-Za-z0-9_./-]{0,315}[A-Za-z0-9])?)";
  private static final Pattern EXISTS = Pattern.compile("(?<not>!\\s*)?" + KEY);
  private static final Pattern EQUALITY =
      Pattern.compile(KEY + "\\s*(?<op>==|=|!=)\\s*(?<value>[A-Za-z0-9_.-]{0,253})");
  private static final Pattern SET =
      Pattern.compile(KEY + "\\s+(?<op>in|notin)\\s*\\((?<values>[A-Za-z0-9_.,\\s-]*)\\)");

  public LabelSelector {
    requirements = List.copyOf(requirements);
  }

  /**
   * One condition on one label.
   *
   * @param key the label's key
   * @param values the values meant; empty: any
   * @param negated whether it must not be so; a missing label is not so
   */
  public record Requirement(String key, List<String> values, boolean negated) {
    public Requirement {
      values = List.copyOf(values);
    }

    boolean matches(Map<String, String> labels) {
      Optional<String> value = Optional.ofNullable(labels.get(key));
      return negated != value.filter(v -> values.isEmpty() || values.contains(v)).isPresent();
    }
  }

  /** Whether all requirements hold. */
  public boolean matches(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.matches(labels));
  }

  /**
   * Reads a selector.
   *
   * @throws IllegalArgumentException when it does not follow the grammar; the message says where
   */
  public static LabelSelector parse(String text) {
    if (text.isBlank()) return new LabelSelector(List.of());
    return new LabelSelector(
        terms(text).stream().map(LabelSelector::requirement).collect(Collectors.toList()));
  }

  /** Splits at the commas that are not within parentheses. */
  private static List<String> terms(String text) {
    List<String> terms = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') depth++;
      if (c == ')') depth--;
      if (c == ',' && depth == 0) {
        terms.add(text.substring(start, i).strip());
        start = i + 1;
      }
    }
    terms.add(text.substring(start).strip());
    return terms;
  }

  private static Requirement requirement(String term) {
    Matcher exists = EXISTS.matcher(term);
    if (exists.matches())
      return new Requirement(exists.group("key"), List.of(), exists.group("not") != null);
    Matcher equality = EQUALITY.matcher(term);
    if (equality.matches())
      return new Requirement(
          equality.group("key"),
          List.of(equality.group("value")),
          equality.group("op").equals("!="));
    Matcher set = SET.matcher(term);
    if (set.matches())
      return new Requirement(
          set.group("key"),
          Arrays.stream(set.group("values").split(",", -1)).map(String::strip).toList(),
          set.group("op").equals("notin"));
    throw new IllegalArgumentException(
        "Expected labelSelector to hold key=value, key!=value, key in (a,b), key notin (a,b), key or"
            + " !key, joined by commas, but one part is '"
            + (term.length() > 100 ? term.substring(0, 100) + "..." : term)
            + "'");
  }
}
