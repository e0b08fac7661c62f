package io.weir.executor.deployment.decide;

import io.weir.events.deployment.JobSpec;
import io.weir.events.spec.ClusterSpec;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * References such as {@code ${NAME}} to secrets: in values of Flink options and in the URI of the
 * program, nowhere else (app-manager-api.md 6.3).
 */
public final class SecretReferences {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([0-9A-Za-z_-]{1,250})}");

  private SecretReferences() {}

  /** The names that a job refers to. */
  public static Set<String> of(JobSpec spec) {
    Set<String> names = inOptions(spec);
    spec.artifact().jarUri().ifPresent(uri -> names.addAll(in(uri)));
    return names;
  }

  /** The names that the options of a cluster refer to. */
  static Set<String> inOptions(ClusterSpec spec) {
    Set<String> names = new TreeSet<>();
    spec.flinkConfiguration().values().forEach(value -> names.addAll(in(value)));
    return names;
  }

  /** The names that a text refers to. */
  public static Set<String> in(String text) {
    Set<String> names = new TreeSet<>();
    Matcher references = REFERENCE.matcher(text);
    while (references.find()) names.add(references.group(1));
    return names;
  }

  /** The text with something in the place of each reference. */
  public static String replace(String text, Function<String, String> replacement) {
    return REFERENCE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(replacement.apply(found.group(1))));
  }

  /** The text with the values in the place of their names; other references stay. */
  public static String resolve(String text, Map<String, String> values) {
    return replace(text, name -> values.getOrDefault(name, "${" + name + "}"));
  }
}
