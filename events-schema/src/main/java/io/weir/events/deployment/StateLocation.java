package io.weir.events.deployment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One spelling for each place where state lies: whoever asks who refers to some data must not be
 * misled by {@code file:/a}, {@code file:///a/} and {@code file:/a/_metadata} being different
 * texts.
 */
public final class StateLocation {
  private static final Pattern URI =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(?://([^/]*))?(.*)", Pattern.DOTALL);
  private static final String METADATA = "/_metadata";

  private StateLocation() {}

  /**
   * The one spelling of a location. Texts that are no URI are paths of the local file system.
   *
   * @param location as Flink or a user wrote it
   */
  public static String canonical(String location) {
    String text = location.strip();
    Matcher uri = URI.matcher(text);
    if (!uri.matches()) return "file:" + path(text);
    String scheme = scheme(uri.group(1).toLowerCase(Locale.ROOT));
    String authority = uri.group(2) == null ? "" : uri.group(2);
    return authority.isEmpty()
        ? scheme + ":" + path(uri.group(3))
        : scheme + "://" + authority + path(uri.group(3));
  }

  /** Flink's file systems for one store go by several names. */
  private static String scheme(String scheme) {
    return switch (scheme) {
      case "s3a", "s3n", "s3p" -> "s3";
      case "wasbs" -> "wasb";
      case "abfss" -> "abfs";
      default -> scheme;
    };
  }

  private static String path(String path) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : path.split("/")) {
      if (segment.isEmpty() || segment.equals(".")) continue;
      if (segment.equals("..")) segments.pollLast();
      else segments.addLast(segment);
    }
    String clean = "/" + String.join("/", segments);
    return clean.endsWith(METADATA)
        ? clean.substring(0, clean.length() - METADATA.length())
        : clean;
  }
}
