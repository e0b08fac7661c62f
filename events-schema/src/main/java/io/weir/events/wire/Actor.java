package io.weir.events.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who made something happen. Machines are actors too (architecture.md rule 8).
 *
 * @param kind what sort of actor
 * @param name its name within the kind; not empty
 */
public record Actor(Kind kind, String name) {
  /** The closed list of kinds. */
  public enum Kind {
    /** A person. */
    USER,
    /** An API token. */
    TOKEN,
    /** A rule such as an autoscaler or a schedule. */
    POLICY,
    /** An executor, by reporting a fact. */
    EXECUTOR,
    /** Weir itself: self-healing, defaults. */
    SYSTEM;

    private static final Map<String, Kind> BY_TEXT =
        Arrays.stream(values()).collect(Collectors.toMap(kind -> kind.text, kind -> kind));

    private final String text = name().toLowerCase(Locale.ROOT);
  }

  public Actor {
    if (name.isBlank())
      throw new IllegalArgumentException("Expected an actor with a name, but it is blank");
  }

  /** {@code kind:name}, kind in lower case. */
  public String text() {
    return kind.text + ":" + name;
  }

  /**
   * Reads {@link #text()}.
   *
   * @throws IllegalArgumentException when there is no known kind before a colon
   */
  public static Actor parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0)
      throw new IllegalArgumentException("Expected an actor as kind:name, but got '" + text + "'");
    String written = text.substring(0, colon);
    Kind kind = Kind.BY_TEXT.get(written);
    if (kind == null) kind = Kind.BY_TEXT.get(written.toLowerCase(Locale.ROOT));
    if (kind == null)
      throw new IllegalArgumentException(
          "Expected an actor of a kind in %s, but got '%s'"
              .formatted(new TreeSet<>(Kind.BY_TEXT.keySet()), text));
    return new Actor(kind, text.substring(colon + 1));
  }
}
