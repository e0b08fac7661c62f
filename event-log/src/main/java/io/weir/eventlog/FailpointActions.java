package io.weir.eventlog;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The actions of a failpoint and their text form. */
final class FailpointActions {
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?<name>[a-z0-9.-]+)=(?<action>halt|throw|pause:(?<millis>\\d{1,9}))(@(?<nth>\\d{1,9}))?");
  private static final int KILLED = 137;

  private FailpointActions() {}

  static Map<String, Failpoint.Action> parse(String text) {
    Map<String, Failpoint.Action> actions = new LinkedHashMap<>();
    for (String entry : text.split(",")) {
      Matcher matcher = ENTRY.matcher(entry.strip());
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "Expected failpoints as name=halt, name=throw or name=pause:<milliseconds>, with @n for the n-th hit, but got \"%s\"."
                .formatted(entry));
      }
      Failpoint.Action action = action(matcher.group("action"), matcher.group("millis"));
      String nth = matcher.group("nth");
      actions.put(
          matcher.group("name"), nth == null ? action : onlyAt(Integer.parseInt(nth), action));
    }
    return actions;
  }

  private static Failpoint.Action onlyAt(int nth, Failpoint.Action action) {
    return (name, hit) -> {
      if (hit == nth) {
        action.at(name, hit);
      }
    };
  }

  private static Failpoint.Action action(String word, String millis) {
    return switch (word) {
      case "halt" -> (name, hit) -> halt(name);
      case "throw" ->
          (name, hit) -> {
            throw new FailpointError(name);
          };
      default -> (name, hit) -> pause(Long.parseLong(millis));
    };
  }

  private static void halt(String name) {
    // The last word: whoever armed it can tell this end from others.
    System.err.println("Failpoint " + name + " was armed to halt.");
    Runtime.getRuntime().halt(KILLED);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
