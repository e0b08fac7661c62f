package io.weir.events.wire;

import java.util.Locale;

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
    SYSTEM
  }

  public Actor {
    if (name.isBlank())
      throw new IllegalArgumentException("Expected an actor with a name, but it is blank");
  }

  /** {@code kind:name}, kind in lower case. */
  public String text() {
    return kind.name().toLowerCase(Locale.ROOT) + ":" + name;
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
    return new Actor(
        Kind.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT)), text.substring(colon + 1));
  }
}
